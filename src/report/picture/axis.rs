//! Times across a picture. Long times in which nothing happened are cut out, so that an evening is seen also where the
//! migration was set up days before.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

/// From so long on without a fact, time is cut out.
const LONG: SignedDuration = SignedDuration::from_mins(90);

/// The width of what was cut out.
const CUT: f64 = 22.0;

/// The least width between two times that are written.
const APART: f64 = 58.0;

/// Times that may lie between two that are written, in seconds.
const STEPS: [i64; 13] = [1, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400];

/// Times across a width.
#[derive(Debug, Clone)]
pub(super) struct Axis {
    parts: Vec<Part>,
    /// The width of a second.
    unit: f64,
}

/// A stretch of time without a cut.
#[derive(Debug, Clone, Copy)]
struct Part {
    from: Timestamp,
    to: Timestamp,
    /// Where it begins and ends in the picture.
    left: f64,
    right: f64,
}

impl Axis {
    /// An axis for moments in their order, from `left` on.
    pub(super) fn of(moments: &[Timestamp], left: f64, width: f64) -> Self {
        let mut stretches: Vec<(Timestamp, Timestamp)> = Vec::new();
        for at in moments {
            match stretches.last_mut() {
                Some((_, to)) if at.duration_since(*to) < LONG => *to = (*at).max(*to),
                _ => stretches.push((*at, *at)),
            }
        }
        // A stretch without any length is drawn too.
        let longest = stretches.iter().map(|(from, to)| length(*from, *to)).fold(1.0, f64::max);
        let shown = |(from, to): &(Timestamp, Timestamp)| length(*from, *to).max(longest / 30.0);
        let total: f64 = stretches.iter().map(shown).sum();
        let cuts = f64::from(u32::try_from(stretches.len().saturating_sub(1)).unwrap_or(u32::MAX));
        let cut = CUT.min(width / 4.0 / cuts.max(1.0));
        let unit = (width - cut * cuts) / total.max(1.0);
        let mut parts = Vec::new();
        let mut at = left;
        for stretch in &stretches {
            let right = at + shown(stretch) * unit;
            parts.push(Part { from: stretch.0, to: stretch.1, left: at, right });
            at = right + cut;
        }
        Self { parts, unit }
    }

    /// Where a moment lies.
    pub(super) fn x(&self, at: Timestamp) -> f64 {
        let next = self.parts.partition_point(|part| part.to < at);
        let Some(part) = self.parts.get(next) else {
            return self.parts.last().map_or(0.0, |part| part.right);
        };
        if at <= part.from {
            return part.left;
        }
        part.left + (part.right - part.left) * length(part.from, at) / length(part.from, part.to)
    }

    /// Where time was cut out, and how much.
    pub(super) fn cuts(&self) -> impl Iterator<Item = (f64, SignedDuration)> {
        self.parts
            .windows(2)
            .map(|pair| (f64::midpoint(pair[0].right, pair[1].left), pair[1].from.duration_since(pair[0].to)))
    }

    /// Full times of a clock in a zone, and where they lie.
    pub(super) fn ticks(&self, zone: &TimeZone) -> Vec<(f64, Timestamp)> {
        let step = STEPS.into_iter().find(|step| self.unit * seconds(*step) >= APART).unwrap_or(86400);
        let mut ticks: Vec<(f64, Timestamp)> = Vec::new();
        for part in &self.parts {
            let offset = i64::from(zone.to_offset(part.from).seconds());
            let begins = part.from.as_second();
            let mut second = (begins + offset).div_euclid(step) * step - offset;
            second += if second < begins { step } else { 0 };
            while let Ok(at) = Timestamp::from_second(second)
                && at <= part.to
            {
                ticks.push((self.x(at), at));
                second += step;
            }
            // A stretch that is too short for a full time is named by its beginning.
            if ticks.last().is_none_or(|(x, _)| *x < part.left) {
                ticks.push((part.left, part.from));
            }
        }
        ticks.dedup_by(|next, before| next.0 - before.0 < APART * 0.8);
        ticks
    }
}

/// The length of a stretch, in seconds, never nothing.
fn length(from: Timestamp, to: Timestamp) -> f64 {
    to.duration_since(from).as_secs_f64().max(0.001)
}

#[expect(clippy::cast_precision_loss, reason = "a day has few seconds")]
fn seconds(step: i64) -> f64 {
    step as f64
}
