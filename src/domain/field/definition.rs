//! What a custom field is for and what can be chosen in it, and the text in which a book keeps that.

/// Before a choice in the text.
const CHOICE: char = '=';
/// Before the word of a ready-made field in the text.
const READY: char = '@';

/// What a definition says besides its name and kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldDefinition {
    /// Why the owner keeps this of people; blank for fields that came with a file.
    pub purpose: String,
    /// What can be chosen, in the owner's order; values in use may be others.
    pub choices: Vec<String>,
    /// The offer of the program it was made from, whatever it is called now.
    pub ready: Option<ReadyMade>,
}

/// Fields that the program offers; none is there until the owner says what for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReadyMade {
    Gender,
    Birthday,
    Occupation,
    Interests,
}

impl ReadyMade {
    pub const ALL: [Self; 4] = [
        Self::Gender,
        Self::Birthday,
        Self::Occupation,
        Self::Interests,
    ];

    /// The word in the text of a definition.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Gender => "gender",
            Self::Birthday => "birthday",
            Self::Occupation => "occupation",
            Self::Interests => "interests",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ready| ready.word() == word)
    }
}

impl FieldDefinition {
    /// Reads the text of a book: the purpose, then a line for each choice (`=红玫瑰`) and for what it
    /// was made from (`@gender`). Lines that a later program added are passed over.
    pub fn read(text: &str) -> Self {
        let mut lines = text.lines();
        let mut definition = Self {
            purpose: lines.next().unwrap_or_default().to_owned(),
            ..Self::default()
        };
        for line in lines {
            if let Some(choice) = line.strip_prefix(CHOICE) {
                definition.choices.push(choice.to_owned());
            } else if let Some(word) = line.strip_prefix(READY) {
                definition.ready = ReadyMade::from_word(word);
            }
        }
        definition
    }

    /// The text that reads back. Purpose and choices are of one line each.
    pub fn text(&self) -> String {
        let mut text = self.purpose.clone();
        for choice in &self.choices {
            text.push('\n');
            text.push(CHOICE);
            text.push_str(choice);
        }
        if let Some(ready) = self.ready {
            text.push('\n');
            text.push(READY);
            text.push_str(ready.word());
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_read_back() {
        let check = |definition: &FieldDefinition, text: &str| {
            assert_eq!(definition.text(), text);
            assert_eq!(FieldDefinition::read(text), *definition);
        };
        check(&FieldDefinition::default(), "");
        let purpose = "送花时挑颜色".to_owned();
        let definition = FieldDefinition {
            purpose,
            choices: vec!["=x".to_owned(), "红".to_owned()],
            ready: Some(ReadyMade::Gender),
        };
        check(&definition, "送花时挑颜色\n==x\n=红\n@gender");
        let later = FieldDefinition::read("why\n!later\n@nothing\n=a");
        assert_eq!((later.purpose.as_str(), later.choices.len()), ("why", 1));
        assert_eq!(later.ready, None);
    }
}
