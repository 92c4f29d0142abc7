//! methods (first sketch; the modules replace it)
/// l
pub mod language {
    /// l
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
    pub enum Language { #[serde(rename = "ar")] Arabic, #[serde(rename = "zh")] Chinese, #[serde(rename = "en")] English, #[serde(rename = "fr")] French, #[serde(rename = "ru")] Russian, #[serde(rename = "es")] Spanish }
    impl Language {
        pub const ALL: [Language; 6] = [Language::Arabic, Language::Chinese, Language::English, Language::French, Language::Russian, Language::Spanish];
        pub fn code(self) -> &'static str { match self { Language::Arabic => "ar", Language::Chinese => "zh", Language::English => "en", Language::French => "fr", Language::Russian => "ru", Language::Spanish => "es" } }
        pub fn from_code(code: &str) -> Option<Language> { Self::ALL.into_iter().find(|l| l.code() == code) }
        pub fn is_rtl(self) -> bool { self == Language::Arabic }
        pub fn own_name(self) -> &'static str { match self { Language::Arabic => "العربية", Language::Chinese => "中文", Language::English => "English", Language::French => "Français", Language::Russian => "Русский", Language::Spanish => "Español" } }
    }
    impl std::fmt::Display for Language { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) } }
}
pub mod dates {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
    pub struct PartialDate { year: i16, month: Option<i8>, day: Option<i8> }
    impl PartialDate { pub fn earliest(&self) -> jiff::civil::Date { jiff::civil::date(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)) } }
    impl std::str::FromStr for PartialDate { type Err = (); fn from_str(s: &str) -> Result<Self, ()> { let mut p = s.split('-'); Ok(PartialDate { year: p.next().ok_or(())?.parse().map_err(|_| ())?, month: p.next().and_then(|m| m.parse().ok()), day: p.next().and_then(|m| m.parse().ok()) }) } }
    impl std::fmt::Display for PartialDate { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "{:04}", self.year)?; if let Some(m) = self.month { write!(f, "-{m:02}")?; } if let Some(d) = self.day { write!(f, "-{d:02}")?; } Ok(()) } }
}
