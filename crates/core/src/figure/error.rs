//! What can be wrong with figure data, in words that help to mend it.

use thiserror::Error;

/// Why figure data could not be loaded.
#[derive(Debug, Error)]
pub enum FigureError {
    /// The text is no JSON, or its rig or muscles have another form than expected.
    #[error("figure data: {0}")]
    Data(#[from] serde_json::Error),
    /// The rig cannot be drawn.
    #[error("figure data: the rig needs {0}")]
    Rig(&'static str),
    /// One exercise is wrong as a whole.
    #[error("figure `{exercise}`: {problem}")]
    Exercise {
        /// Id of the exercise.
        exercise: String,
        /// What is wrong with it.
        problem: ExerciseProblem,
    },
    /// One pose of an exercise is wrong.
    #[error("figure `{exercise}`, pose `{pose}`: {problem}")]
    Pose {
        /// Id of the exercise.
        exercise: String,
        /// Name of the pose.
        pose: String,
        /// What is wrong with it.
        problem: PoseProblem,
    },
}

/// What is wrong with an exercise as a whole.
#[derive(Debug, Error)]
pub enum ExerciseProblem {
    /// A field is missing, unknown or has another form.
    #[error(transparent)]
    Form(#[from] serde_json::Error),
    /// The key times do not run from 0 to 1.
    #[error("the times of its keys must rise from 0 to 1")]
    KeyTimes,
    /// A phase leaves the key line.
    #[error("its phases must stay within 0 and 1")]
    PhaseRange,
    /// The muscle is not among the muscles of the data.
    #[error("there is no muscle `{0}`")]
    UnknownMuscle(String),
    /// The name or the numbers of a piece of equipment are unknown.
    #[error("there is no such equipment as {0}")]
    UnknownProp(String),
    /// A number is far beyond the size of a room.
    #[error("the number {0:e} is out of range")]
    OutOfRange(f64),
}

/// What is wrong with a pose.
#[derive(Debug, Error)]
pub enum PoseProblem {
    /// A field is unknown or has another form.
    #[error(transparent)]
    Form(#[from] serde_json::Error),
    /// A key or a `from` names a pose that is not there.
    #[error("there is no such pose")]
    Missing,
    /// The `from` of the pose leads back to itself.
    #[error("its `from` leads in a circle")]
    Circular,
    /// `at` names a joint that is not part of the rig.
    #[error("there is no joint `{0}`")]
    UnknownJoint(String),
    /// `at` pins a joint whose place is already given by a planted limb.
    #[error("`at` pins a joint of a planted limb")]
    PinnedTwice,
    /// `at` and `plant` must be written alike in all poses of an exercise.
    #[error("`at`, `plant` or `roller` is written differently than in the first pose")]
    DiffersInForm,
    /// A number is far beyond the size of a room.
    #[error("the number {0:e} is out of range")]
    OutOfRange(f64),
}
