//! The exercise figure: a drawn mannequin that moves with the session.

use std::time::Duration;

use dioxus::core::current_scope_id;
use dioxus::prelude::*;
use unsit_core::app::view::{FigureView, Pose};
use unsit_core::figure::{Drawing, FigurePhase, Shape, built_in};
use unsit_core::{Millis, Mono};

use crate::ui::Shell;

/// Between two pictures of a movement: 25 a second look smooth, and leave the processor cool where no graphics card draws.
const FRAME: Duration = Duration::from_millis(40);

/// A figure. It stands still unless its pose moves; then it is drawn anew until the movement ends.
#[component]
pub fn Figure(
    view: FigureView,
    /// Width by height.
    #[props(default = 4.0 / 3.0)]
    aspect: f64,
    /// Whether the picture of a body that lies stretched out is as wide as it needs, so that the body is as large as it can be.
    #[props(default)]
    wider: bool,
    /// Whether words beside it say already what it shows: then a screen reader passes over it.
    #[props(default)]
    decorative: bool,
    /// Further classes, such as `on-field`.
    #[props(default)]
    class: &'static str,
) -> Element {
    let still = use_hook(consume_context::<Shell>).still.get();
    let FigureView { id, pose, mirror, label } = view;
    let own = built_in().get(&id).filter(|_| wider).map_or(aspect, unsit_core::figure::Figure::aspect);
    let aspect = aspect.max(own);
    let label = (!decorative).then_some(label);
    match pose {
        Pose::Start => rsx! { Drawn { id, moment: Moment::START, mirror, aspect, label, class } },
        Pose::Top => rsx! { Drawn { id, moment: Moment::TOP, mirror, aspect, label, class } },
        Pose::Moving { up, .. } if still => rsx! { Drawn { id, moment: Moment::moving(up, 1.0), mirror, aspect, label, class } },
        Pose::Moving { up, from, length } => rsx! {
            // Keyed, so that each movement starts a loop of its own and ends the one before.
            for movement in [Movement { up, from, length }] {
                Moving { key: "{movement.from.0}-{up}", id: id.clone(), movement, mirror, aspect, label: label.clone(), class }
            }
        },
    }
}

/// A stretch of movement on the loop's clock.
#[derive(Clone, Copy, PartialEq)]
struct Movement {
    up: bool,
    from: Mono,
    length: Millis,
}

impl Movement {
    /// From 0 to 1.
    fn progress(self, now: Mono) -> f64 {
        if self.length.is_zero() { 1.0 } else { (now.since(self.from).as_secs_f64() / self.length.as_secs_f64()).min(1.0) }
    }
}

/// A figure on its way up or down.
#[component]
fn Moving(id: String, movement: Movement, mirror: bool, aspect: f64, label: Option<String>, class: &'static str) -> Element {
    let shell = use_hook(consume_context::<Shell>);
    let mono = shell.mono.clone();
    let mut progress = use_signal(|| movement.progress(mono()));
    use_hook(|| {
        spawn(async move {
            while progress() < 1.0 {
                (shell.frame)(FRAME).await;
                progress.set(movement.progress((shell.mono)()));
            }
        })
    });
    rsx! { Drawn { id, moment: Moment::moving(movement.up, progress()), mirror, aspect, label, class } }
}

/// A place in a movement.
#[derive(Clone, Copy, PartialEq)]
struct Moment {
    phase: FigurePhase,
    /// Of the phase, from 0 to 1.
    progress: f64,
    /// How hard the muscles work, from 0 to 1.
    effort: f64,
}

impl Moment {
    const START: Self = Self { phase: FigurePhase::Ready, progress: 1.0, effort: 0.0 };
    const TOP: Self = Self { phase: FigurePhase::Hold, progress: 1.0, effort: 1.0 };

    fn moving(up: bool, progress: f64) -> Self {
        if up {
            Self { phase: FigurePhase::Lift, progress, effort: progress }
        } else {
            Self { phase: FigurePhase::Lower, progress, effort: 1.0 - progress }
        }
    }
}

/// One picture. Nothing is drawn for a figure that the data does not have.
#[component]
fn Drawn(id: String, moment: Moment, mirror: bool, aspect: f64, label: Option<String>, class: &'static str) -> Element {
    // Several figures may be on a page, each with a gradient of its own.
    let glow = use_hook(|| format!("glow-{}", current_scope_id().0));
    let Some(figure) = built_in().get(&id) else { return rsx! {} };
    let how = Drawing { mirror, effort: moment.effort, aspect, ..Drawing::default() };
    let picture = built_in().draw(figure, figure.at(moment.phase, moment.progress), &how);
    let [left, top, width, height] = picture.view_box;
    rsx! {
        svg {
            class: "fig {class}",
            view_box: "{left} {top} {width} {height}",
            role: label.is_some().then_some("img"),
            "aria-label": label.clone(),
            "aria-hidden": label.is_none().then_some("true"),
            defs {
                radialGradient { id: "{glow}",
                    stop { class: "fig-g0", offset: "0" }
                    stop { class: "fig-g1", offset: ".55" }
                    stop { class: "fig-g2", offset: "1" }
                }
            }
            g { "aria-hidden": "true",
                for shape in picture.shapes {
                    match shape {
                        Shape::Path { class, d } => rsx! { path { class, d } },
                        Shape::Glow { cx, cy, rx, ry, angle, opacity } => rsx! {
                            ellipse {
                                class: "fig-light",
                                cx: "{cx}",
                                cy: "{cy}",
                                rx: "{rx}",
                                ry: "{ry}",
                                transform: "rotate({angle} {cx} {cy})",
                                opacity: "{opacity}",
                                fill: "url(#{glow})",
                            }
                        },
                    }
                }
            }
        }
    }
}
