//! A language's file: one `key = text` a line, in the order in which the table reads them. Read by place, so that no key has
//! to be shipped twice; a test holds every key to its place.

/// The texts of a file, one after another.
pub struct Lines(std::str::Lines<'static>);

impl Lines {
    /// The lines of a file.
    #[must_use]
    pub fn of(file: &'static str) -> Self {
        Self(file.lines())
    }

    /// The next text; empty where the file has ended.
    pub fn value(&mut self) -> &'static str {
        self.entry().map_or("", |(_, text)| text)
    }

    /// The next key with its text. Blank lines and lines that begin with `#` are passed over.
    pub fn entry(&mut self) -> Option<(&'static str, &'static str)> {
        self.0.find(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
            line.split_once('=')
                .map_or((line, ""), |(key, text)| (key.trim_end(), text.strip_prefix(' ').unwrap_or(text)))
        })
    }
}

/// Something that is read from a language's file.
pub trait Entry: Sized {
    /// Reads it.
    fn read(from: &mut Lines) -> Self;

    /// The keys of what it reads, in order; what a test holds the file to.
    #[cfg(test)]
    fn keys(name: &str, out: &mut Vec<String>);
}

impl Entry for &'static str {
    fn read(from: &mut Lines) -> Self {
        from.value()
    }

    #[cfg(test)]
    fn keys(name: &str, out: &mut Vec<String>) {
        out.push(name.to_owned());
    }
}

impl<const N: usize> Entry for [&'static str; N] {
    fn read(from: &mut Lines) -> Self {
        std::array::from_fn(|_| from.value())
    }

    #[cfg(test)]
    fn keys(name: &str, out: &mut Vec<String>) {
        out.extend((0..N).map(|n| joined(name, &n.to_string())));
    }
}

/// `outer.inner`, or `inner` at the top.
#[cfg(test)]
pub(super) fn joined(outer: &str, inner: &str) -> String {
    if outer.is_empty() { inner.to_owned() } else { format!("{outer}.{inner}") }
}

/// Structs of texts, with their reading in the order of their fields.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)*
        }

        impl $crate::words::file::Entry for $name {
            fn read(from: &mut $crate::words::file::Lines) -> Self {
                Self { $($field: $crate::words::file::Entry::read(from),)* }
            }

            #[cfg(test)]
            fn keys(name: &str, out: &mut Vec<String>) {
                $(<$kind as $crate::words::file::Entry>::keys(&$crate::words::file::joined(name, stringify!($field)), out);)*
            }
        }
    )*};
}

pub(super) use texts;
