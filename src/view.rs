//! A migration as words and tables with meaning: before anybody knows how wide a screen is, or whether there is one. The
//! screen, line mode, the report and whoever watches read it.

pub mod action;
pub mod action_table;
pub mod asked;
pub mod card;
pub mod choice;
pub mod comparison;
pub mod drawing;
mod environment_details;
pub mod environment_table;
pub mod flow;
pub mod harm;
pub mod hint;
pub mod left;
pub mod letters;
pub mod licenses;
pub mod mark;
pub mod night;
pub mod overview;
pub mod pages;
pub mod panel;
pub mod procedure_page;
pub mod proved;
pub mod question;
pub mod schedule;
pub mod shape;
pub mod stakes;
pub mod state_row;
pub mod step_marks;
pub mod support_text;
pub mod text;
pub mod timeline_chart;
pub mod times;
pub mod way_back;
pub mod who;
