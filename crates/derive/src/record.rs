//! Records.

use crate::{Given, fields};
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

pub fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let name = &input.ident;
    let given = Given::of(&input.attrs, "record", &["table"])?;
    let table = given.text("table").unwrap_or("");
    let (mut reads, mut writes, mut seals) = (Vec::new(), Vec::new(), Vec::new());
    for field in fields(input)? {
        let given = Given::of(&field.attrs, "record", &["flat", "column", "sealed", "skip"])?;
        let (ident, kind) = (field.ident.as_ref().expect("the fields have names"), &field.ty);
        if given.has("flat") {
            reads.push(quote! { #ident: <#kind as ::platform::kit::Record>::of_row(row)? });
            writes.push(quote! { ::platform::kit::Record::values(&self.#ident, columns) });
            seals.push(quote! { <#kind as ::platform::kit::Record>::sealed(columns) });
            continue;
        }
        // Something that is no column.
        if given.has("skip") {
            reads.push(quote! { #ident: ::std::default::Default::default() });
            continue;
        }
        let column = given.text("column").map_or_else(|| ident.to_string(), str::to_owned);
        if given.has("sealed") {
            seals.push(quote! { columns.push(#column) });
        }
        reads.push(quote! { #ident: row.get::<#kind>(#column)? });
        writes.push(quote! { columns.push((#column, ::platform::kit::Stored::stored(&self.#ident))) });
    }
    let idents = &reads;
    Ok(quote! {
        impl ::platform::kit::Record for #name {
            const TABLE: &'static str = #table;

            fn of_row(row: &::platform::db::Row) -> ::platform::Result<#name> {
                Ok(#name { #(#idents),* })
            }

            fn values(&self, columns: &mut ::std::vec::Vec<(&'static str, ::platform::db::Value)>) {
                #(#writes;)*
            }

            fn sealed(columns: &mut ::std::vec::Vec<&'static str>) {
                #(#seals;)*
            }
        }
    })
}
