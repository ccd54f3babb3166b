//! The parts that screens are made of. Each has its rules in a `style.css` beside it.

pub mod arc;
pub mod bars;
pub mod button;
pub mod card;
pub mod dialog;
pub mod field;
pub mod figure;
pub mod heading;
pub mod icon;
pub mod ledger;
pub mod mark;
pub mod month;
pub mod nav;
pub mod notice;
pub mod page;
pub mod row;
pub mod safety_note;
pub mod segmented;
pub mod sheet;
pub mod sources;
pub mod stepper;
pub mod switch;
pub mod text_field;
pub mod toast;
pub mod volume;
