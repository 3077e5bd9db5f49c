use std::collections::HashMap;
use std::fmt;

/// What an arithmetic expression is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    Number(f64),
    Name(String),
    Operator(char),
    Open,
    Close,
}

#[derive(Debug)]
pub struct UnexpectedChar {
    pub at: usize,
    pub found: char,
}

impl fmt::Display for UnexpectedChar {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "unexpected {:?} at byte {}", self.found, self.at)
    }
}

pub fn tokenize(source: &str) -> Result<Vec<Token>, UnexpectedChar> {
    let mut tokens = Vec::new();
    let mut chars = source.char_indices().peekable();
    while let Some(&(at, c)) = chars.peek() {
        match c {
            ' ' | '\t' => {
                chars.next();
            }
            '0'..='9' | '.' => {
                let mut text = String::new();
                while let Some((_, digit)) = chars.next_if(|(_, d)| d.is_ascii_digit() || *d == '.') {
                    text.push(digit);
                }
                tokens.push(Token::Number(text.parse().map_err(|_| UnexpectedChar { at, found: c })?));
            }
            '+' | '-' | '*' | '/' => {
                tokens.push(Token::Operator(c));
                chars.next();
            }
            _ => return Err(UnexpectedChar { at, found: c }),
        }
    }
    Ok(tokens)
}

pub fn count_names(tokens: &[Token]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for token in tokens {
        if let Token::Name(name) = token {
            *counts.entry(name.as_str()).or_insert(0) += 1;
        }
    }
    counts
}
