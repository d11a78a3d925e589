//! Shadow roots put where a reader sees them: the flattened tree.
//!
//! A page's tree comes with a host's shadow root beside its children, as it is written down. On the screen the shadow root
//! takes the host's place, and the host's children appear where its slots are: each in the first slot of its name, what
//! has no slot nowhere. Slots that a script assigns by hand (`slotAssignment: "manual"`) are not known here.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::Node;

/// The shadow roots of a page, by the indices of their nodes.
#[derive(Debug, Default)]
pub struct Shadows {
    /// A node for each shadow root, a child of its host.
    pub roots: BTreeSet<u32>,
    /// Slots, the shadow root they belong to, and their names, in document order.
    pub slots: Vec<(u32, u32, String)>,
    /// Elements that ask for a slot by name.
    pub slotted: BTreeMap<u32, String>,
}

/// The nodes in the order in which they show. Descendants of an invisible slot are invisible.
pub fn flatten(nodes: Vec<Node>, shadows: &Shadows) -> Vec<Node> {
    let mut root_of = BTreeMap::new();
    for &root in &shadows.roots {
        if let Some(node) = nodes.get(root as usize) {
            root_of.entry(node.parent).or_insert(root);
        }
    }
    let assigned = assign(&nodes, shadows, &root_of);
    let mut flat = Flat { out: Vec::with_capacity(nodes.len()), open: Vec::new(), nodes };
    let mut tasks = vec![Task::Range(0, flat.nodes.len() as u32)];
    while let Some(task) = tasks.pop() {
        let at = match task {
            Task::Close => {
                flat.close();
                continue;
            }
            Task::Range(at, end) => {
                if at >= end {
                    continue;
                }
                tasks.push(Task::Range(flat.end(at), end));
                at
            }
            Task::Node(at) => at,
        };
        if shadows.roots.contains(&at) {
            continue;
        }
        flat.open(at);
        tasks.push(Task::Close);
        if let Some(&root) = root_of.get(&at) {
            tasks.push(Task::Range(root + 1, flat.end(root)));
        } else if let Some(children) = assigned.get(&at) {
            tasks.extend(children.iter().rev().map(|child| Task::Node(*child)));
        } else {
            tasks.push(Task::Range(at + 1, flat.end(at)));
        }
    }
    flat.out
}

/// For each slot that shows children of a host, those children.
fn assign(nodes: &[Node], shadows: &Shadows, root_of: &BTreeMap<u32, u32>) -> BTreeMap<u32, Vec<u32>> {
    let mut first: BTreeMap<(u32, &str), u32> = BTreeMap::new();
    for (slot, root, name) in &shadows.slots {
        first.entry((*root, name)).or_insert(*slot);
    }
    let mut assigned: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (&host, &root) in root_of {
        let end = nodes.get(host as usize).map_or(0, |n| host + 1 + n.size);
        let mut child = host + 1;
        while let Some(node) = nodes.get(child as usize).filter(|_| child < end) {
            let name = shadows.slotted.get(&child).map_or("", String::as_str);
            if let Some(&slot) = first.get(&(root, name)).filter(|_| !shadows.roots.contains(&child)) {
                assigned.entry(slot).or_default().push(child);
            }
            child += 1 + node.size;
        }
    }
    assigned
}

/// What is still to be put out.
enum Task {
    /// Siblings: the first, and the index after the last one's descendants.
    Range(u32, u32),
    Node(u32),
    /// The node opened last has no more children.
    Close,
}

struct Flat {
    nodes: Vec<Node>,
    out: Vec<Node>,
    open: Vec<u32>,
}

impl Flat {
    /// The index after a node's descendants.
    fn end(&self, at: u32) -> u32 {
        self.nodes.get(at as usize).map_or(at + 1, |n| at + 1 + n.size)
    }

    fn open(&mut self, at: u32) {
        let parent = self.open.last().copied();
        let shows = parent.and_then(|p| self.out.get(p as usize)).is_none_or(|p| p.visible);
        self.open.push(self.out.len() as u32);
        let Some(node) = self.nodes.get_mut(at as usize) else { return };
        self.out.push(Node {
            tag: node.tag,
            hints: std::mem::take(&mut node.hints),
            text: std::mem::take(&mut node.text),
            visible: node.visible && shows,
            size: 0,
            parent: parent.unwrap_or(u32::MAX),
        });
    }

    fn close(&mut self) {
        if let Some(at) = self.open.pop() {
            let size = self.out.len() as u32 - at - 1;
            if let Some(node) = self.out.get_mut(at as usize) {
                node.size = size;
            }
        }
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use crate::article::html;

    /// The texts that show, in their order.
    fn seen(body: &str) -> Vec<String> {
        let tree = html::parse(body, None);
        assert!(tree.is_well_formed());
        tree.nodes.iter().filter(|n| n.is_text() && n.visible).map(|n| n.text.trim().to_owned()).collect()
    }

    #[test]
    fn children_show_in_the_slot_of_their_name_and_others_nowhere() {
        let html = "<x-card><template shadowrootmode=open><b>before</b><slot name=title>untitled</slot><i><slot></slot></i>\
            <slot>second</slot></template><p>text</p><h1 slot=title>title</h1><p slot=nowhere>lost</p></x-card>after";
        assert_eq!(seen(html), ["before", "title", "text", "second", "after"]);
    }

    #[test]
    fn a_slot_without_children_shows_its_own() {
        assert_eq!(seen("<div><template shadowrootmode=open><slot name=a>own</slot></template>lost</div>"), ["own"]);
    }

    #[test]
    fn hosts_stand_in_hosts_and_slots_pass_on_what_they_get() {
        let html = "<x-a><template shadowrootmode=open>1<x-b><template shadowrootmode=open>2<slot></slot>4</template>\
            <slot></slot></x-b>5</template>3</x-a>6";
        assert_eq!(seen(html), ["1", "2", "3", "4", "5", "6"]);
    }

    #[test]
    fn what_stands_in_a_hidden_slot_is_hidden() {
        assert_eq!(
            seen("<p><template shadowrootmode=open><span hidden><slot></slot></span>shown</template>unseen</p>"),
            ["shown"]
        );
    }

    #[test]
    fn only_the_first_open_root_of_an_element_that_may_have_one_counts() {
        for html in [
            "<div><template shadowrootmode=closed>no</template>yes</div>",
            "<div><template>no</template>yes</div>",
            "<ul><template shadowrootmode=open>no</template><li>yes</ul>",
            "<div><template shadowrootmode=open>yes</template><template shadowrootmode=open>no</template></div>",
        ] {
            assert_eq!(seen(html), ["yes"], "{html}");
        }
    }

    #[test]
    fn roots_nested_by_the_thousand_are_no_danger() {
        let html = "<div><template shadowrootmode=open>x<slot></slot>".repeat(3000);
        assert!(!seen(&html).is_empty());
    }
}
