//! One source file taken apart: its tokens, its comments, and what of it is test code.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An identifier, keyword, lifetime or number.
    Word,
    /// A string literal, without its quotes and with escapes left as written.
    Text,
    /// One character of punctuation.
    Mark,
    /// A comment, doc comments included.
    Comment,
}

#[derive(Clone, Debug)]
pub struct Token {
    pub kind: Kind,
    pub text: String,
    /// 1-based.
    pub line: usize,
}

/// A `::` path as the code names it, made absolute as far as the file's place allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// Inside this crate: the segments below its root.
    Ours(Vec<String>),
    /// Anything else, as written.
    Other(Vec<String>),
}

pub struct Source {
    /// Relative to the crate, with forward slashes.
    pub path: String,
    /// Every token, tests and comments included.
    pub all: Vec<Token>,
    /// What is compiled into the program: no comments, no tests.
    pub code: Vec<Token>,
    /// Lines that are not part of tests.
    pub lines: usize,
}

impl Token {
    pub fn is(&self, text: &str) -> bool {
        self.kind != Kind::Text && self.kind != Kind::Comment && self.text == text
    }
}

impl Source {
    pub fn parse(path: &str, text: &str) -> Self {
        let all = tokens(text);
        let spoken: Vec<Token> = all
            .iter()
            .filter(|token| token.kind != Kind::Comment)
            .cloned()
            .collect();
        let total = text.lines().count();
        if is_test_file(path) {
            return Self {
                path: path.to_owned(),
                all,
                code: Vec::new(),
                lines: 0,
            };
        }
        let tests = test_ranges(&spoken);
        let test_lines: usize = tests
            .iter()
            .map(|&(from, to)| spoken[to].line - spoken[from].line + 1)
            .sum();
        let code = spoken
            .iter()
            .enumerate()
            .filter(|(index, _)| !tests.iter().any(|(from, to)| (from..=to).contains(&index)))
            .map(|(_, token)| token.clone())
            .collect();
        Self {
            path: path.to_owned(),
            all,
            code,
            lines: total - test_lines,
        }
    }

    /// Whether the file lies in this folder of the crate, or is this file.
    pub fn within(&self, place: &str) -> bool {
        within(&self.path, place)
    }

    /// The room the file belongs to: the first folder or file below `src`.
    pub fn room(&self) -> Option<&str> {
        let below = self.path.strip_prefix("src/")?;
        let first = below.split('/').next()?;
        Some(first.strip_suffix(".rs").unwrap_or(first))
    }

    /// Every path of two or more segments in the program's code, with its line.
    pub fn paths(&self) -> Vec<(Named, usize)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.code.len() {
            let token = &self.code[at];
            if token.is("use") {
                at = self.use_tree(at + 1, &[], &mut found);
            } else if token.kind == Kind::Word && !self.follows_path(at) {
                let (segments, next) = self.chain(at);
                if segments.len() > 1 {
                    found.push((self.resolve(&segments), token.line));
                }
                at = next.max(at + 1);
            } else {
                at += 1;
            }
        }
        found
    }

    fn follows_path(&self, at: usize) -> bool {
        at >= 2 && self.code[at - 1].is(":") && self.code[at - 2].is(":")
    }

    fn separator(&self, at: usize) -> bool {
        self.code.get(at).is_some_and(|token| token.is(":"))
            && self.code.get(at + 1).is_some_and(|token| token.is(":"))
    }

    /// The words joined by `::` from `at` on, and where they end.
    fn chain(&self, mut at: usize) -> (Vec<String>, usize) {
        let mut segments = vec![self.code[at].text.clone()];
        at += 1;
        while self.separator(at) && self.code.get(at + 2).is_some_and(|t| t.kind == Kind::Word) {
            segments.push(self.code[at + 2].text.clone());
            at += 3;
        }
        (segments, at)
    }

    /// Reads one tree of a `use` declaration; gives the place behind it.
    fn use_tree(&self, mut at: usize, prefix: &[String], out: &mut Vec<(Named, usize)>) -> usize {
        if self.separator(at) {
            at += 2;
        }
        let mut path = prefix.to_vec();
        let line = self.code.get(at).map_or(0, |token| token.line);
        while let Some(token) = self.code.get(at) {
            if token.is("{") {
                at += 1;
                while self.code.get(at).is_some_and(|token| !token.is("}")) {
                    at = self.use_tree(at, &path, out);
                    if self.code.get(at).is_some_and(|token| token.is(",")) {
                        at += 1;
                    }
                }
                return at + 1;
            }
            if token.kind == Kind::Word && !token.is("as") {
                path.push(token.text.clone());
                at += 1;
            } else if self.separator(at) {
                at += 2;
            } else {
                break;
            }
        }
        out.push((self.resolve(&path), line));
        while self
            .code
            .get(at)
            .is_some_and(|token| !token.is(",") && !token.is("}") && !token.is(";"))
        {
            at += 1;
        }
        at
    }

    fn resolve(&self, segments: &[String]) -> Named {
        let mut module = module_of(&self.path);
        let mut rest = segments;
        match rest.first().map(String::as_str) {
            Some("crate" | "haobu") => return Named::Ours(rest[1..].to_vec()),
            Some("self") => rest = &rest[1..],
            Some("super") => {
                while rest.first().is_some_and(|segment| segment == "super") {
                    module.pop();
                    rest = &rest[1..];
                }
            }
            _ => return Named::Other(segments.to_vec()),
        }
        module.extend(rest.iter().cloned());
        Named::Ours(module)
    }
}

/// Whether `path` is `place` or lies in it.
pub fn within(path: &str, place: &str) -> bool {
    path.strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || place.ends_with('/'))
}

fn is_test_file(path: &str) -> bool {
    !path.starts_with("src/") || path.ends_with("/tests.rs") || path.contains("/tests/")
}

fn module_of(path: &str) -> Vec<String> {
    let below = path.strip_prefix("src/").unwrap_or(path);
    let below = below.strip_suffix(".rs").unwrap_or(below);
    let mut module: Vec<String> = below.split('/').map(str::to_owned).collect();
    if module
        .last()
        .is_some_and(|name| ["mod", "lib", "main"].contains(&name.as_str()))
    {
        module.pop();
    }
    module
}

/// Token ranges, both ends included, of every item behind `#[cfg(test)]`.
fn test_ranges(tokens: &[Token]) -> Vec<(usize, usize)> {
    const ATTRIBUTE: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for start in 0..tokens.len().saturating_sub(ATTRIBUTE.len()) {
        let here = &tokens[start..start + ATTRIBUTE.len()];
        let inside = ranges.last().is_some_and(|&(_, to)| start <= to);
        if !inside
            && here
                .iter()
                .zip(ATTRIBUTE)
                .all(|(token, text)| token.is(text))
        {
            ranges.push((start, end_of_item(tokens, start + ATTRIBUTE.len())));
        }
    }
    ranges
}

/// The last token of the item that begins at `at`, attributes first.
fn end_of_item(tokens: &[Token], mut at: usize) -> usize {
    let mut depth = 0usize;
    while at + 1 < tokens.len() {
        let token = &tokens[at];
        if token.is("{") || token.is("(") || token.is("[") {
            depth += 1;
        } else if token.is("}") || token.is(")") || token.is("]") {
            depth = depth.saturating_sub(1);
            if depth == 0 && token.is("}") {
                break;
            }
        } else if depth == 0 && token.is(";") {
            break;
        }
        at += 1;
    }
    at
}

fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut lexer = Lexer {
        chars: &chars,
        at: 0,
        line: 1,
    };
    let mut found = Vec::new();
    while let Some(token) = lexer.next() {
        found.push(token);
    }
    found
}

struct Lexer<'a> {
    chars: &'a [char],
    at: usize,
    line: usize,
}

impl Lexer<'_> {
    fn next(&mut self) -> Option<Token> {
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.bump();
        }
        let line = self.line;
        let (kind, text) = match (self.peek(0)?, self.peek(1)) {
            ('/', Some('/')) => (Kind::Comment, self.take_while(|c| c != '\n')),
            ('/', Some('*')) => (Kind::Comment, self.block_comment()),
            ('"', _) => (Kind::Text, self.quoted()),
            ('r' | 'b' | 'c', _) if self.literal_prefix().is_some() => {
                (Kind::Text, self.prefixed())
            }
            ('\'', _) => self.tick(),
            (c, _) if is_word(c) => (Kind::Word, self.take_while(is_word)),
            _ => (Kind::Mark, self.bump().into_iter().collect()),
        };
        Some(Token { kind, text, line })
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek(0)?;
        self.at += 1;
        if c == '\n' {
            self.line += 1;
        }
        Some(c)
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let mut taken = String::new();
        while let Some(c) = self.peek(0).filter(|c| wanted(*c)) {
            taken.push(c);
            self.bump();
        }
        taken
    }

    fn block_comment(&mut self) -> String {
        let mut taken = String::new();
        let mut depth = 0;
        loop {
            match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => depth += 1,
                (Some('*'), Some('/')) => depth -= 1,
                (None, _) => return taken,
                _ => {
                    taken.extend(self.bump());
                    continue;
                }
            }
            taken.extend(self.bump());
            taken.extend(self.bump());
            if depth == 0 {
                return taken;
            }
        }
    }

    fn quoted(&mut self) -> String {
        self.bump();
        let mut taken = String::new();
        while let Some(c) = self.bump().filter(|c| *c != '"') {
            taken.push(c);
            if c == '\\' {
                taken.extend(self.bump());
            }
        }
        taken
    }

    /// How many letters stand before the quote of `b"`, `r#"`, `br"` …; `None` for a plain word.
    fn literal_prefix(&self) -> Option<usize> {
        let letters = (0..3).find(|n| !matches!(self.peek(*n), Some('r' | 'b' | 'c')))?;
        let mut at = letters;
        while self.peek(at) == Some('#') {
            at += 1;
        }
        let raw = (0..letters).any(|n| self.peek(n) == Some('r'));
        (self.peek(at) == Some('"') && (raw || at == letters)).then_some(letters)
    }

    fn prefixed(&mut self) -> String {
        let raw = self
            .take_while(|c| matches!(c, 'r' | 'b' | 'c'))
            .contains('r');
        if !raw {
            return self.quoted();
        }
        let hashes = self.take_while(|c| c == '#').len();
        self.bump();
        let mut taken = String::new();
        while let Some(c) = self.bump() {
            if c == '"' && (0..hashes).all(|n| self.peek(n) == Some('#')) {
                self.at += hashes;
                break;
            }
            taken.push(c);
        }
        taken
    }

    /// A lifetime or a character literal; the latter says nothing to any rule, so it is a mark.
    fn tick(&mut self) -> (Kind, String) {
        self.bump();
        match (self.peek(0), self.peek(1)) {
            (Some('\\'), _) => {
                self.bump();
                self.bump();
                self.take_while(|c| c != '\'');
                self.bump();
            }
            (Some(_), Some('\'')) => {
                self.bump();
                self.bump();
            }
            _ => return (Kind::Word, format!("'{}", self.take_while(is_word))),
        }
        (Kind::Mark, "'".to_owned())
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
