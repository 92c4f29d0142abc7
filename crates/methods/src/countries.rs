//! Countries and regions under the codes of the field: ISO 3166-1, UN M49, Gleditsch–Ward.
//!
//! Names are short names for finding and showing; they and the codes imply no opinion on the
//! status of any territory. States that dissolved are kept, since old texts name them.

use crate::language::Language;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A country or area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3 (user-assigned codes start with X).
    pub iso3: &'static str,
    /// ISO 3166-1 alpha-2.
    pub iso2: &'static str,
    /// ISO 3166-1 numeric, which is also its M49 code; empty where it has none.
    pub numeric: &'static str,
    /// Gleditsch–Ward state number; empty where it has none.
    pub gw: &'static str,
    /// M49 code of its sub-region.
    pub subregion: &'static str,
    /// M49 code of its region.
    pub region: &'static str,
    names: [&'static str; 6],
}

impl Country {
    /// Its name in a language.
    pub fn name(&self, language: Language) -> &'static str {
        self.names[place(language)]
    }
}

/// A region or sub-region of the United Nations' M49 list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// M49 code.
    pub code: &'static str,
    /// M49 code of the region it belongs to; its own for a region.
    pub within: &'static str,
    names: [&'static str; 6],
}

impl Region {
    /// Its name in a language.
    pub fn name(&self, language: Language) -> &'static str {
        self.names[place(language)]
    }
}

/// Place of a language in the columns: en, fr, es, ru, ar, zh.
fn place(language: Language) -> usize {
    match language {
        Language::English => 0,
        Language::French => 1,
        Language::Spanish => 2,
        Language::Russian => 3,
        Language::Arabic => 4,
        Language::Chinese => 5,
    }
}

macro_rules! regions {
    ($($code:literal $within:literal $en:literal $fr:literal $es:literal $ru:literal $ar:literal $zh:literal;)*) => {
        &[$(Region { code: $code, within: $within, names: [$en, $fr, $es, $ru, $ar, $zh] }),*]
    };
}

/// The regions and sub-regions of M49.
pub const REGIONS: &[Region] = regions! {
    "002" "002" "Africa" "Afrique" "África" "Африка" "أفريقيا" "非洲";
    "015" "002" "Northern Africa" "Afrique septentrionale" "África septentrional" "Северная Африка" "شمال أفريقيا" "北非";
    "014" "002" "Eastern Africa" "Afrique orientale" "África oriental" "Восточная Африка" "شرق أفريقيا" "东非";
    "017" "002" "Middle Africa" "Afrique centrale" "África central" "Центральная Африка" "وسط أفريقيا" "中非";
    "018" "002" "Southern Africa" "Afrique australe" "África meridional" "Южная Африка" "الجنوب الأفريقي" "南部非洲";
    "011" "002" "Western Africa" "Afrique occidentale" "África occidental" "Западная Африка" "غرب أفريقيا" "西非";
    "019" "019" "Americas" "Amériques" "Américas" "Америка" "الأمريكتان" "美洲";
    "029" "019" "Caribbean" "Caraïbes" "Caribe" "Карибский бассейн" "منطقة البحر الكاريبي" "加勒比";
    "013" "019" "Central America" "Amérique centrale" "América Central" "Центральная Америка" "أمريكا الوسطى" "中美洲";
    "005" "019" "South America" "Amérique du Sud" "América del Sur" "Южная Америка" "أمريكا الجنوبية" "南美洲";
    "021" "019" "Northern America" "Amérique septentrionale" "América del Norte" "Северная Америка" "أمريكا الشمالية" "北美洲";
    "142" "142" "Asia" "Asie" "Asia" "Азия" "آسيا" "亚洲";
    "143" "142" "Central Asia" "Asie centrale" "Asia central" "Центральная Азия" "آسيا الوسطى" "中亚";
    "030" "142" "Eastern Asia" "Asie orientale" "Asia oriental" "Восточная Азия" "شرق آسيا" "东亚";
    "035" "142" "South-eastern Asia" "Asie du Sud-Est" "Asia sudoriental" "Юго-Восточная Азия" "جنوب شرق آسيا" "东南亚";
    "034" "142" "Southern Asia" "Asie méridionale" "Asia meridional" "Южная Азия" "جنوب آسيا" "南亚";
    "145" "142" "Western Asia" "Asie occidentale" "Asia occidental" "Западная Азия" "غرب آسيا" "西亚";
    "150" "150" "Europe" "Europe" "Europa" "Европа" "أوروبا" "欧洲";
    "151" "150" "Eastern Europe" "Europe orientale" "Europa oriental" "Восточная Европа" "شرق أوروبا" "东欧";
    "154" "150" "Northern Europe" "Europe septentrionale" "Europa septentrional" "Северная Европа" "شمال أوروبا" "北欧";
    "039" "150" "Southern Europe" "Europe méridionale" "Europa meridional" "Южная Европа" "جنوب أوروبا" "南欧";
    "155" "150" "Western Europe" "Europe occidentale" "Europa occidental" "Западная Европа" "غرب أوروبا" "西欧";
    "009" "009" "Oceania" "Océanie" "Oceanía" "Океания" "أوقيانوسيا" "大洋洲";
    "053" "009" "Australia and New Zealand" "Australie et Nouvelle-Zélande" "Australia y Nueva Zelandia" "Австралия и Новая Зеландия" "أستراليا ونيوزيلندا" "澳大利亚和新西兰";
    "054" "009" "Melanesia" "Mélanésie" "Melanesia" "Меланезия" "ميلانيزيا" "美拉尼西亚";
    "057" "009" "Micronesia" "Micronésie" "Micronesia" "Микронезия" "ميكرونيزيا" "密克罗尼西亚";
    "061" "009" "Polynesia" "Polynésie" "Polinesia" "Полинезия" "بولينيزيا" "波利尼西亚";
};

struct Lists {
    all: Vec<Country>,
    by_iso3: HashMap<&'static str, usize>,
    by_name: HashMap<String, usize>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { all: Vec::new(), by_iso3: HashMap::new(), by_name: HashMap::new() };
    for line in include_str!("countries.tsv").lines().skip(1) {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let [iso3, iso2, numeric, gw, subregion, region, en, fr, es, ru, ar, zh] = cells[..] else {
            panic!("a country has twelve columns: {line}");
        };
        let at = lists.all.len();
        let names = [en, fr, es, ru, ar, zh];
        lists.by_iso3.insert(iso3, at);
        for name in names {
            lists.by_name.entry(crate::names::fold(name)).or_insert(at);
        }
        lists.all.push(Country { iso3, iso2, numeric, gw, subregion, region, names });
    }
    lists
});

/// All countries, by ISO 3166-1 alpha-3.
pub fn all() -> &'static [Country] {
    &LISTS.all
}

/// The country of an ISO 3166-1 alpha-3 code.
pub fn by_iso3(code: &str) -> Option<&'static Country> {
    LISTS.by_iso3.get(code).map(|at| &LISTS.all[*at])
}

/// The country of an ISO 3166-1 alpha-2 code.
pub fn by_iso2(code: &str) -> Option<&'static Country> {
    LISTS.all.iter().find(|c| c.iso2 == code)
}

/// The state of a Gleditsch–Ward number.
pub fn by_gw(number: &str) -> Option<&'static Country> {
    LISTS.all.iter().find(|c| !c.gw.is_empty() && c.gw == number)
}

/// The country that a name means, in any of the six languages.
pub fn by_name(name: &str) -> Option<&'static Country> {
    LISTS.by_name.get(&crate::names::fold(name)).map(|at| &LISTS.all[*at])
}

/// The region or sub-region of an M49 code.
pub fn region(code: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|region| region.code == code)
}

/// M49 codes of the region and sub-region of a country; none where it is unknown.
pub fn regions_of(iso3: &str) -> Vec<String> {
    let known = by_iso3(iso3).map(|c| vec![c.region, c.subregion]).unwrap_or_default();
    known.into_iter().filter(|code| !code.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_found_by_its_codes_and_names() {
        let c = by_iso3("COL").unwrap();
        assert_eq!((c.iso2, c.gw, c.region), ("CO", "100", "019"));
        for name in ["Colombia", "Colombie", "Колумбия", "كولومبيا", "哥伦比亚"] {
            assert_eq!(by_name(name).map(|c| c.iso3), Some("COL"), "{name}");
        }
        assert_eq!(by_gw("100").map(|c| c.iso3), Some("COL"));
    }

    #[test]
    fn every_country_has_names_and_a_region_that_is_listed() {
        for c in all() {
            assert!(Language::ALL.into_iter().all(|l| !c.name(l).is_empty()), "{}", c.iso3);
            assert!(c.region.is_empty() || region(c.region).is_some() && region(c.subregion).is_some(), "{}", c.iso3);
        }
        assert!(all().len() > 230);
    }
}
