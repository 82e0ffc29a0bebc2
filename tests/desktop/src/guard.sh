# Kills all processes of one private desktop and removes its folder.
#
# The test holds the other end of this script's input. It closes when the test drops the desktop, and
# also when the test is killed or interrupted and no destructor runs. A process belongs to the desktop
# if the folder appears in its environment (HOME and others) or its arguments. That way, daemons are
# found too.
read -r folder || exit 0
read -r _
case $folder in */private-desktop-??????/) ;; *) exit 1 ;; esac

for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    # The pattern comes through a pipe, so that grep doesn't find itself. Zombies have neither file.
    found=$(printf '%s\n' "$folder" | grep -lsaF -f - /proc/[0-9]*/environ /proc/[0-9]*/cmdline | cut -d/ -f3)
    [ -n "$found" ] || break
    # shellcheck disable=SC2086 # one word each
    kill -KILL $found 2>/dev/null
done
rm -rf -- "$folder"
