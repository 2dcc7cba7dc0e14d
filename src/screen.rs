//! The self-screen: its questionnaire as data, and what follows from a visitor's answers.
