/** The first element that matches, as soon as it is drawn. */
export function appears(selector: string): Promise<HTMLElement> {
  return new Promise((found) => {
    const look = () => {
      const element = document.querySelector<HTMLElement>(selector);
      if (!element) return;
      watching.disconnect();
      found(element);
    };
    const watching = new MutationObserver(look);
    watching.observe(document, { childList: true, subtree: true, attributes: true });
    look();
  });
}
