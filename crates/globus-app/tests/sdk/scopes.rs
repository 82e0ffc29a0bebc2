//! Scope strings: parsed, merged and written.

use std::mem;

use globus_app::{Scope, ScopeParseError, ScopeParser, ScopeProblem};
use rand::{Rng, rngs::StdRng};
use serde_json::{Value, json};

use crate::{
    made_up::{Tally, list, one, scope_string, sorted, source, tree, written},
    verdicts,
    wanted::Wanted,
};

/// Per rule.
const INPUTS: usize = 2_000;

/// Makes a string that follows a rule, or one that breaks it.
type Maker = fn(&mut StdRng, bool) -> String;

/// The rules of the grammar and its meaning.
const RULES: &[(&str, Maker)] = &[
    ("a list of scopes", a_list),
    ("a scope string", a_scope_string),
    ("optional", optional),
    ("dependencies in brackets", brackets),
    ("brackets in brackets", nested),
    ("the same scope in many places", repeated),
    ("required beats optional", required_and_optional),
    ("no scope depends on itself", chained),
    ("anything", anything),
];

/// The problems that the SDK reports.
const PROBLEMS: &[ScopeProblem] = &[
    ScopeProblem::EndedInLeftBracket,
    ScopeProblem::UnmatchedRightBracket,
    ScopeProblem::SpaceBeforeLeftBracket,
    ScopeProblem::EmptyBrackets,
    ScopeProblem::SpaceAfterAsterisk,
    ScopeProblem::AfterRightBracket,
    ScopeProblem::DoubleLeftBracket,
    ScopeProblem::NothingBeforeLeftBracket,
    ScopeProblem::UnclosedBrackets,
    ScopeProblem::EndedInAsterisk,
    ScopeProblem::NothingAfterAsterisk,
    ScopeProblem::Cycle(String::new()),
];

#[test]
fn scope_strings_mean_what_they_mean_to_the_sdk() {
    let mut source = source(1);
    let mut questions = Vec::new();
    for (rule, make) in RULES {
        for index in 0..INPUTS {
            let text = make(&mut source, index % 2 == 1);
            questions.push(json!({"subject": "parse", "rule": rule, "text": text}));
        }
    }
    let verdicts = verdicts::of_the_sdk(&questions);
    let mut tally = Tally::default();
    let mut never_met = PROBLEMS.to_vec();
    for (question, verdict) in questions.iter().zip(&verdicts) {
        let ours = ScopeParser::parse(question["text"].as_str().expect("a text"));
        compare(question, &ours, verdict);
        if let Err(error) = &ours {
            let met = mem::discriminant(error.problem());
            never_met.retain(|problem| mem::discriminant(problem) != met);
        }
        let rule = RULES.iter().find(|(rule, _)| question["rule"] == *rule);
        tally.count(rule.expect("a rule").0, ours.is_ok());
    }
    let rules: Vec<_> = RULES.iter().map(|(rule, _)| *rule).collect();
    tally.assert_every_rule_was_tried(&rules);
    assert_eq!(never_met, [], "problems that no input had");
}

#[test]
fn lists_are_merged_as_by_the_sdk() {
    let mut source = source(2);
    let questions: Vec<_> = (0..INPUTS)
        .map(|index| {
            let a = repeated(&mut source, false);
            // Half of the pairs depend on each other.
            let b = if index % 2 == 1 {
                let whole = chained(&mut source, true);
                let (head, rest) = whole.rsplit_once(' ').expect("two at least");
                return json!({"subject": "merge", "a": head, "b": rest});
            } else {
                repeated(&mut source, false)
            };
            json!({"subject": "merge", "a": a, "b": b})
        })
        .collect();
    let mut tally = Tally::default();
    for (question, verdict) in questions.iter().zip(verdicts::of_the_sdk(&questions)) {
        let parsed = |name: &str| ScopeParser::parse(question[name].as_str().expect("a text"));
        let ours = parsed("a").and_then(|a| ScopeParser::merge_scopes(&a, &parsed("b")?));
        compare(question, &ours, &verdict);
        tally.count("merging", ours.is_ok());
    }
    tally.assert_every_rule_was_tried(&["merging"]);
}

#[test]
fn scopes_are_written_as_by_the_sdk() {
    let mut source = source(3);
    let questions: Vec<_> = (0..INPUTS)
        .map(|index| {
            let mut scopes: Vec<_> = (0..source.random_range(1..4))
                .map(|_| tree(&mut source, 0, 3, 3))
                .collect();
            if index % 2 == 1 {
                let mut name = scope_string(&mut source);
                name.push(one(&mut source, &['[', ']', '*', ' ']));
                scopes.push(json!(["a", false, [[name, true, []]]]));
            }
            json!({"subject": "serialize", "scopes": scopes})
        })
        .collect();
    let mut tally = Tally::default();
    for (question, verdict) in questions.iter().zip(verdicts::of_the_sdk(&questions)) {
        let scopes: Result<Vec<_>, _> = list(&question["scopes"]).iter().map(build).collect();
        match &scopes {
            Ok(scopes) => {
                assert_eq!(
                    verdict["text"],
                    ScopeParser::serialize(scopes),
                    "{question}"
                );
            }
            Err(error) => {
                assert_eq!(error.problem(), &ScopeProblem::SpecialCharacter);
                assert!(verdict["error"].is_string(), "{question}: {verdict}");
            }
        }
        tally.count("writing", scopes.is_ok());
    }
    tally.assert_every_rule_was_tried(&["writing"]);
}

#[test]
fn only_depth_is_bounded_where_the_sdk_knows_no_bound() {
    let max = ScopeParser::MAX_DEPTH;
    let depths: Vec<_> = (max - 20..max + 20).collect();
    let texts: Vec<_> = depths
        .iter()
        .flat_map(|&depth| {
            let names: Vec<_> = (0..depth).map(|level| format!("s{level}")).collect();
            let links = names
                .windows(2)
                .map(|pair| format!("{}[{}]", pair[0], pair[1]));
            let nested = names.join("[") + &"]".repeat(depth - 1);
            [
                (depth, nested),
                (depth, links.collect::<Vec<_>>().join(" ")),
            ]
        })
        .collect();
    let questions: Vec<_> = texts
        .iter()
        .map(|(_, text)| json!({"subject": "parse", "text": text}))
        .collect();
    for ((depth, text), verdict) in texts.iter().zip(verdicts::of_the_sdk(&questions)) {
        assert!(verdict["scopes"].is_array(), "no bound: {verdict}");
        let difference = match ScopeParser::parse(text) {
            Ok(scopes) => {
                assert_eq!(json!(sorted(scopes)), verdict["scopes"]);
                None
            }
            Err(error) => {
                assert_eq!(error.problem(), &ScopeProblem::TooDeep);
                Some(Wanted::DepthBound)
            }
        };
        assert_eq!(difference.is_some(), *depth > max, "{depth}");
    }
}

/// The SDK's scopes, or an error in its words that points at an existing character.
fn compare(question: &Value, ours: &Result<Vec<Scope>, ScopeParseError>, verdict: &Value) {
    match ours {
        Ok(scopes) => {
            assert!(verdict["scopes"].is_array(), "{question}: {verdict}");
            let ours = sorted(scopes.iter().cloned());
            assert_eq!(verdict["scopes"], json!(ours), "{question}");
        }
        Err(error) => {
            let theirs = verdict["error"].as_str();
            let theirs = theirs.unwrap_or_else(|| panic!("{question}: {error}, but {verdict}"));
            if let ScopeProblem::Cycle(_) = error.problem() {
                // Any scope in the cycle may be named.
                assert!(
                    theirs.starts_with("A cycle was found involving '"),
                    "{question}"
                );
            } else {
                assert_eq!(error.problem().to_string(), theirs, "{question}");
            }
            if let Some(text) = question["text"].as_str() {
                assert!(error.position() < text.chars().count(), "{question}");
            }
        }
    }
}

/// Built with the constructors, not the parser.
fn build(tree: &Value) -> Result<Scope, ScopeParseError> {
    let scope = Scope::new(tree[0].as_str().expect("a name"))?;
    let scope = if tree[1] == true {
        scope.optional()
    } else {
        scope
    };
    let dependencies: Result<Vec<_>, _> = list(&tree[2]).iter().map(build).collect();
    Ok(scope.with_dependencies(dependencies?))
}

fn trees(source: &mut StdRng, levels: usize) -> String {
    let count = source.random_range(1..4);
    let trees: Vec<_> = (0..count)
        .map(|_| written(&tree(source, 0, levels, 3)))
        .collect();
    trees.join(" ")
}

fn a_list(source: &mut StdRng, broken: bool) -> String {
    let blank = |source: &mut StdRng| one(source, &["", " ", "  ", " \t", "\u{1c}"]);
    let list = trees(source, 1);
    let between = one(source, &[" ", "  ", "    "]);
    let (before, after) = (blank(source), blank(source));
    if broken {
        let break_off = one(source, &["[x]", " [x]", "]", " ]", " *", "[", " * y"]);
        format!("{before}{}{break_off}{after}", list.trim_end_matches(']'))
    } else if source.random_bool(0.05) {
        format!("{before}{after}")
    } else {
        format!(
            "{}{}",
            list.replace(' ', between),
            after.replace(['\t', '\u{1c}'], "")
        )
    }
}

fn a_scope_string(source: &mut StdRng, broken: bool) -> String {
    let text: String = (0..source.random_range(1..12))
        .map(|_| match source.random_range(0..4) {
            0 => one(
                source,
                &[
                    '\n', '\t', '\u{1d}', '\u{85}', '\u{a0}', '\u{2003}', '\u{feff}',
                ],
            ),
            1 => char::from(source.random_range(b'0'..=b'z')),
            2 => one(source, &['"', '\'', '\\', '\0', '{', '%', '/', ':']),
            _ => char::from_u32(source.random_range(0x20..0xd7ff)).unwrap_or('x'),
        })
        .filter(|character| !['[', ']', '*', ' '].contains(character))
        .collect();
    if broken {
        let at = text
            .char_indices()
            .map(|(at, _)| at)
            .next_back()
            .unwrap_or(0);
        let special = one(source, &["[", "]", "[]", "* ", "**", "*[", " [", "[*]"]);
        format!("{}{special}{}", &text[..at], &text[at..])
    } else {
        text
    }
}

fn optional(source: &mut StdRng, broken: bool) -> String {
    let (a, b) = (scope_string(source), format!("{}1", scope_string(source)));
    if broken {
        let parts = [
            "* A", "**A", "A *", "A[* B]", "A[**B]", "A[*]", "*[A]", "*]A", "A[B *]", "A *]",
        ];
        one(source, &parts).replace('A', &a).replace('B', &b)
    } else {
        let parts = [
            "*A", "*A *B", "A*B", "A[*B]", "*A[*B]", "A[C *B]", "*A *A", "A *A", "*A[B]",
        ];
        one(source, &parts).replace('A', &a).replace('B', &b)
    }
}

fn brackets(source: &mut StdRng, broken: bool) -> String {
    let whole = trees(source, 1);
    if broken {
        let name = scope_string(source);
        let parts = [
            "X[]", "X [b]", "X[b]c", "X[", "[X]", "X]", "X[b]*c", "X[b][c]", "X[ ]", "X[b]\t",
        ];
        let part = one(source, &parts).replace('X', &name);
        if source.random_bool(0.5) {
            format!("{whole} {part}")
        } else {
            format!("{part} {whole}")
        }
    } else {
        let dependency = written(&tree(source, 1, 1, 0));
        format!("root[{dependency} {whole}x]")
    }
}

fn nested(source: &mut StdRng, broken: bool) -> String {
    let levels = source.random_range(2..6);
    let mut text = written(&tree(source, 0, levels, 2));
    text = format!("root[{text} end[of[it]]]");
    if broken {
        let places: Vec<_> = text.match_indices(['[', ']']).map(|(at, _)| at).collect();
        let at = one(source, &places);
        match source.random_range(0..3) {
            0 => drop(text.remove(at)),
            1 => text.insert(at, one(source, &['[', ']'])),
            _ => text.replace_range(at..=at, one(source, &["[[", "[]", "][", " ["])),
        }
    }
    text
}

fn repeated(source: &mut StdRng, broken: bool) -> String {
    // Only a few names on each level, so that most of them occur again with other dependencies.
    let count = source.random_range(3..9);
    let parts: Vec<_> = (0..count)
        .map(|_| {
            let level = source.random_range(0..5);
            let name = |source: &mut StdRng, level: usize| {
                let asterisk = if source.random_bool(0.3) { "*" } else { "" };
                format!("{asterisk}{}{level}", one(source, &['a', 'b']))
            };
            let (parent, child) = (name(source, level), name(source, level + 1));
            format!("{parent}[{child} {}]", name(source, level + 2))
        })
        .collect();
    let text = parts.join(" ");
    if broken {
        format!(
            "{text} z[a0] a6[z]{}",
            one(source, &[" x[x]", "]", "[", "[]"])
        )
    } else {
        text
    }
}

fn required_and_optional(source: &mut StdRng, broken: bool) -> String {
    let (a, b) = (scope_string(source), format!("{}1", scope_string(source)));
    let parts = [
        "A[B]", "A[*B]", "*A[B]", "*A[*B]", "A", "*A", "B", "*B", "c[A]", "c[*A]", "A[B *B]",
    ];
    let mut chosen: Vec<_> = (0..source.random_range(2..6))
        .map(|_| one(source, &parts))
        .collect();
    if broken {
        let at = source.random_range(0..=chosen.len());
        chosen.insert(
            at,
            one(source, &["B[c A[B]]", "A[*A]", "*B[*B]", "A[* B]", "A[B*]"]),
        );
    }
    chosen.join(" ").replace('A', &a).replace('B', &b)
}

fn chained(source: &mut StdRng, broken: bool) -> String {
    let length = source.random_range(2..12);
    let name = |at: usize| format!("s{at}");
    let mut links: Vec<_> = (0..length)
        .map(|at| {
            let asterisk = if source.random_bool(0.3) { "*" } else { "" };
            format!("{}[{asterisk}{}]", name(at), name(at + 1))
        })
        .collect();
    if broken {
        let back = source.random_range(0..=length);
        links.push(format!("{}[{}]", name(length), name(back)));
    }
    let from = source.random_range(0..links.len());
    links.rotate_left(from);
    links.join(" ")
}

fn anything(source: &mut StdRng, _broken: bool) -> String {
    (0..source.random_range(0..9))
        .map(|_| {
            one(
                source,
                &["a", "b", "c", "d", "[", "]", "*", " ", " ", "\t", "é"],
            )
        })
        .collect()
}
