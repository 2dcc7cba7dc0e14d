//! What was fetched. What is in use stays in use until something newer is there in its stead, so that a visitor who has lost
//! the network still has what they had.

use std::rc::Rc;

use crate::page::Page;
use crate::screen::Questionnaires;
use crate::search::Index;

/// What can be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resource {
    /// A page, by its path below the base.
    Page(String),
    /// The self-screen's questions.
    Questionnaires,
    /// The search's index.
    Index,
}

/// What a resource holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Page(Rc<Page>),
    Questionnaires(Rc<Questionnaires>),
    Index(Rc<Index>),
}

#[derive(Clone, Debug, Default)]
pub(super) struct Store(Vec<Kept>);

#[derive(Clone, Debug)]
struct Kept {
    resource: Resource,
    /// What a visitor sees of it.
    used: Option<Value>,
    /// What has come since, and nobody has seen yet.
    newer: Option<Value>,
    /// The number of the request that is under way.
    request: Option<u32>,
    /// Whether that request has taken so long that nothing waits for it any more.
    is_overdue: bool,
}

impl Store {
    /// Whether it is there as new as it can be, or on its way.
    pub fn is_asked(&self, resource: &Resource) -> bool {
        self.find(resource).is_some_and(|kept| kept.newer.is_some() || kept.request.is_some())
    }

    pub fn is_on_its_way(&self, resource: &Resource) -> bool {
        self.find(resource).is_some_and(|kept| kept.request.is_some())
    }

    /// Notes a request, which takes the place of an earlier one and of what that has brought.
    pub fn request(&mut self, resource: &Resource, number: u32) {
        let kept = self.at(resource);
        kept.newer = None;
        kept.request = Some(number);
        kept.is_overdue = false;
    }

    /// Keeps what a request has brought, unless another one was made after it.
    pub fn put(&mut self, number: u32, resource: &Resource, value: Option<Value>) {
        let kept = self.at(resource);
        if kept.request == Some(number) {
            kept.request = None;
            kept.newer = value;
        }
    }

    pub fn is_awaited(&self, resource: &Resource) -> bool {
        self.find(resource).is_some_and(|kept| kept.request.is_some() && !kept.is_overdue)
    }

    /// Says whether a load still waits for what is on its way. What comes later is kept all the same.
    pub fn set_overdue(&mut self, resource: &Resource, is_overdue: bool) {
        self.at(resource).is_overdue = is_overdue;
    }

    pub fn has_newer(&self, resource: &Resource) -> bool {
        self.find(resource).is_some_and(|kept| kept.newer.is_some())
    }

    pub fn has_used(&self, resource: &Resource) -> bool {
        self.find(resource).is_some_and(|kept| kept.used.is_some())
    }

    /// Takes what is newer into use.
    pub fn renew(&mut self, resource: &Resource) {
        let kept = self.at(resource);
        kept.used = kept.newer.take().or_else(|| kept.used.take());
    }

    /// Lets go of what is newer, since what belongs to it is missing.
    pub fn drop_newer(&mut self, resource: &Resource) {
        self.at(resource).newer = None;
    }

    /// The page in use.
    pub fn page(&self, path: &str) -> Option<Rc<Page>> {
        self.0.iter().find_map(|kept| match (&kept.resource, &kept.used) {
            (Resource::Page(known), Some(Value::Page(page))) if known == path => Some(page.clone()),
            _ => None,
        })
    }

    /// The questions in use.
    pub fn questionnaires(&self) -> Option<Rc<Questionnaires>> {
        match &self.find(&Resource::Questionnaires)?.used {
            Some(Value::Questionnaires(questionnaires)) => Some(questionnaires.clone()),
            _ => None,
        }
    }

    /// The index in use.
    pub fn index(&self) -> Option<Rc<Index>> {
        match &self.find(&Resource::Index)?.used {
            Some(Value::Index(index)) => Some(index.clone()),
            _ => None,
        }
    }

    fn find(&self, resource: &Resource) -> Option<&Kept> {
        self.0.iter().find(|kept| kept.resource == *resource)
    }

    fn at(&mut self, resource: &Resource) -> &mut Kept {
        let index = self.0.iter().position(|kept| kept.resource == *resource).unwrap_or_else(|| {
            let resource = resource.clone();
            self.0.push(Kept { resource, used: None, newer: None, request: None, is_overdue: false });
            self.0.len() - 1
        });
        &mut self.0[index]
    }
}
