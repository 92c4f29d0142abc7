//! Forms.

use crate::{Given, doc, fields};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Error};

pub fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let name = &input.ident;
    let given = Given::of(&input.attrs, "form", &["label", "check"])?;
    let start = given.text("label").ok_or_else(|| Error::new_spanned(name, "say #[form(label = \"…\")]: the start of its labels' keys"))?;
    let (mut idents, mut types, mut descriptions, mut skipped) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for field in fields(input)? {
        let given = Given::of(&field.attrs, "form", &["label", "hint", "default", "skip"])?;
        let (ident, kind) = (field.ident.as_ref().expect("the fields have names"), &field.ty);
        // Something that no person fills in.
        if given.has("skip") {
            skipped.push(ident);
            continue;
        }
        let text = ident.to_string();
        let label = given.text("label").map_or_else(|| format!("{start}{}", text.replace('_', "-")), str::to_owned);
        let (hint, default) = (given.text("hint").unwrap_or(""), given.text("default").unwrap_or(""));
        let doc = doc(&field.attrs);
        if doc.is_empty() {
            return Err(Error::new_spanned(ident, "say what it is: programs read it in the reference"));
        }
        descriptions.push(quote! {
            ::platform::kit::FieldOf {
                name: #text, doc: #doc, label: #label, hint: #hint, default: #default,
                input: <#kind as ::platform::kit::Field>::INPUT,
                optional: <#kind as ::platform::kit::Field>::OPTIONAL,
                schema: <#kind as ::platform::kit::Field>::schema,
            }
        });
        idents.push(ident);
        types.push(kind);
    }
    let texts: Vec<String> = idents.iter().map(ToString::to_string).collect();
    let check = given.path("check").map(|path| {
        quote! {
            let broken: ::std::vec::Vec<::platform::Fault> = #path(&form);
            if !broken.is_empty() { return Err(broken); }
        }
    });
    Ok(quote! {
        impl ::platform::kit::Form for #name {
            const FIELDS: &'static [::platform::kit::FieldOf] = &[#(#descriptions),*];

            fn read(given: &::platform::kit::Given) -> ::std::result::Result<#name, ::std::vec::Vec<::platform::Fault>> {
                let mut faults = ::std::vec::Vec::new();
                #(let #idents = given.read::<#types>(#texts, &mut faults);)*
                match (#(#idents,)*) {
                    (#(Some(#idents),)*) if faults.is_empty() => {
                        let form = #name { #(#idents,)* #(#skipped: ::std::default::Default::default()),* };
                        #check
                        Ok(form)
                    }
                    _ => Err(faults),
                }
            }

            fn typed(&self) -> ::platform::kit::Given {
                let mut given = ::platform::kit::Given::default();
                #(given.set(#texts, ::platform::kit::Field::typed(&self.#idents));)*
                given
            }
        }
    })
}
