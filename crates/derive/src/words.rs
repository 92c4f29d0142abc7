//! Enums of words.

use crate::Given;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Error};

pub fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let syn::Data::Enum(data) = &input.data else { return Err(Error::new_spanned(&input.ident, "an enum is wanted")) };
    let name = &input.ident;
    let given = Given::of(&input.attrs, "words", &["label"])?;
    let label = given.text("label").ok_or_else(|| Error::new_spanned(name, "say #[words(label = \"…\")]: the start of its words' keys"))?;
    let (mut variants, mut words) = (Vec::new(), Vec::new());
    for variant in &data.variants {
        if !variant.fields.is_empty() {
            return Err(Error::new_spanned(variant, "a word holds nothing"));
        }
        variants.push(&variant.ident);
        let given = Given::of(&variant.attrs, "words", &["word"])?;
        words.push(given.text("word").map_or_else(|| snake(&variant.ident.to_string()), str::to_owned));
    }
    let text = name.to_string();
    Ok(quote! {
        impl #name {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [#name] = &[#(#name::#variants),*];

            /// The word, as programs and the database have it.
            pub const fn word(self) -> &'static str {
                match self { #(#name::#variants => #words),* }
            }
        }
        impl ::platform::kit::Words for #name {
            const LABEL: &'static str = #label;
            const WORDS: &'static [&'static str] = &[#(#words),*];
            fn of_word(word: &str) -> Option<#name> {
                match word { #(#words => Some(#name::#variants),)* _ => None }
            }
            fn as_word(&self) -> &'static str {
                self.word()
            }
        }
        ::platform::field_of_words!(#name, #text);
    })
}

/// `ChanceEscalation` as `chance_escalation`.
pub fn snake(camel: &str) -> String {
    let mut out = String::new();
    for c in camel.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}
