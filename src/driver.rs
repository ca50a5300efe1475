//! Other programs and pages that acmove can ask. Each driver knows one way to ask, and nothing of the procedure.

pub mod web;
