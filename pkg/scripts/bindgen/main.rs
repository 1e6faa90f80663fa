//! Writes what wasm-bindgen makes of a compiled module.
//!
//! `bindgen [--keep-names] <compiled module> <folder> <name>` writes the same bytes as `wasm-bindgen --target web
//! --omit-default-module-path --remove-producers-section --remove-name-section`.

use std::{env, error::Error};

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let (options, operands): (Vec<_>, Vec<_>) =
        env::args().skip(1).partition(|text| text.starts_with("--"));
    let keeps_names = match options.as_slice() {
        [] => false,
        [option] if option == "--keep-names" => true,
        _ => return Err(format!("unknown options: {options:?}").into()),
    };
    let [module, folder, name] = operands.as_slice() else {
        return Err("expected a compiled module, a folder and a name".into());
    };
    Bindgen::new()
        .web(true)?
        .typescript(true)
        .omit_default_module_path(true)
        .remove_producers_section(true)
        .remove_name_section(!keeps_names)
        .input_path(module)
        .out_name(name)
        .generate(folder)?;
    Ok(())
}
