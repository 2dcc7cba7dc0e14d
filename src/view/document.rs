//! A [`Document`] as elements.

use yew::prelude::*;

use crate::document::{
    Alert, Block, Cell, Definition, Document, Heading, Image, Inline, Level, List, Mark, Note, NoteContent, Source,
    Table, Target, plain_text,
};
use crate::guide::{Guide, fill};

/// The body of a document, without its notes.
pub fn body(guide: &Guide, document: &Document) -> Html {
    blocks(guide, &document.blocks)
}

/// The sources and notes that the document's marks lead to, folded to a line; nothing where there are none. A browser opens
/// it for a mark's link.
pub fn notes(guide: &Guide, document: &Document) -> Option<Html> {
    let words = &guide.wording;
    let items = document.notes.iter().zip(1..).map(|(note, number)| note_item(guide, note, number));
    (!document.notes.is_empty()).then(|| {
        html! {
            <details class="sources">
                <summary><h2 id="sources">{ &words.sources }</h2></summary>
                <ol>{ for items }</ol>
            </details>
        }
    })
}

/// The address of a link's target, below the site's base.
pub fn href(guide: &Guide, target: &Target) -> String {
    match target {
        Target::Page(path, None) => [&guide.base, path.as_str()].concat(),
        Target::Page(path, Some(id)) => [&guide.base, path.as_str(), "#", id].concat(),
        Target::Section(id) => ["#", id.as_str()].concat(),
        Target::Outside(address) => address.clone(),
    }
}

pub fn inlines(guide: &Guide, content: &[Inline]) -> Html {
    content.iter().map(|part| inline(guide, part)).collect()
}

/// One source, as a reader sees it: what it is, who published it, and how far it can be relied on.
pub fn source(source: &Source) -> Html {
    let title = match &source.address {
        Some(address) => html! { <cite><a href={address.clone()}>{ &source.title }</a></cite> },
        None => html! { <cite>{ &source.title }</cite> },
    };
    let date = source.date.as_ref().map(|date| [" ", date, "."].concat());
    html! {
        <>{ title }{ ". " }{ &source.publisher }{ "." }{ date }{ " " }<span class="source-weight">{ &source.weight }</span></>
    }
}

fn blocks(guide: &Guide, blocks: &[Block]) -> Html {
    blocks.iter().map(|part| block(guide, part)).collect()
}

fn block(guide: &Guide, block: &Block) -> Html {
    match block {
        Block::Heading(part) => heading(guide, part),
        Block::Paragraph(content) => html! { <p>{ inlines(guide, content) }</p> },
        Block::List(part) => list(guide, part),
        Block::Table(part) => table(guide, part),
        Block::Definitions(parts) => {
            html! { <dl class="definitions">{ for parts.iter().map(|part| definition(guide, part)) }</dl> }
        }
        Block::Alert(kind, content) => alert(guide, *kind, content),
        Block::Quote(content) => html! { <blockquote>{ blocks(guide, content) }</blockquote> },
        Block::Figure(picture, caption) => figure(guide, picture, caption),
    }
}

/// A heading, and beside it the link to its section, so that the heading's own words stay its name.
fn heading(guide: &Guide, heading: &Heading) -> Html {
    let id = heading.id.clone();
    let text = inlines(guide, &heading.text);
    let label = fill(&guide.wording.section_link, &[("section", &plain_text(&heading.text))]);
    let link = html! { <a class="section-link" href={["#", &id].concat()} aria-label={label}></a> };
    let heading = match heading.level {
        Level::H2 => html! { <h2 {id}>{ text }</h2> },
        Level::H3 => html! { <h3 {id}>{ text }</h3> },
        Level::H4 => html! { <h4 {id}>{ text }</h4> },
    };
    html! { <div class="section-title">{ heading }{ link }</div> }
}

fn list(guide: &Guide, list: &List) -> Html {
    let items = list.items.iter().map(|item| html! { <li>{ item_content(guide, item) }</li> });
    match list.start {
        None => html! { <ul>{ for items }</ul> },
        Some(1) => html! { <ol>{ for items }</ol> },
        Some(start) => html! { <ol start={start.to_string()}>{ for items }</ol> },
    }
}

/// An item that is one paragraph needs no paragraph of its own.
fn item_content(guide: &Guide, item: &[Block]) -> Html {
    match item {
        [Block::Paragraph(content), rest @ ..] if rest.iter().all(|block| matches!(block, Block::List(_))) => {
            html! { <>{ inlines(guide, content) }{ blocks(guide, rest) }</> }
        }
        other => blocks(guide, other),
    }
}

fn table(guide: &Guide, table: &Table) -> Html {
    let header = table.header.iter().map(|cell| html! { <th scope="col">{ inlines(guide, cell) }</th> });
    let rows = table.rows.iter().map(|row| table_row(guide, &table.header, row));
    html! {
        <table>
            <caption>{ inlines(guide, &table.caption) }</caption>
            <thead><tr>{ for header }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

/// A row whose cells name their column, for narrow screens where the cells stand below one another.
fn table_row(guide: &Guide, header: &[Cell], row: &[Cell]) -> Html {
    let cells = row.iter().zip(header).enumerate().map(|(column, (cell, name))| {
        let label = plain_text(name);
        match column {
            0 => html! { <th scope="row" data-label={label}>{ inlines(guide, cell) }</th> },
            _ => html! { <td data-label={label}>{ inlines(guide, cell) }</td> },
        }
    });
    html! { <tr>{ for cells }</tr> }
}

fn definition(guide: &Guide, definition: &Definition) -> Html {
    let details = definition.details.iter().map(|detail| html! { <dd>{ item_content(guide, detail) }</dd> });
    html! { <><dt id={definition.id.clone()}>{ inlines(guide, &definition.term) }</dt>{ for details }</> }
}

fn alert(guide: &Guide, kind: Alert, content: &[Block]) -> Html {
    let words = &guide.wording.alerts;
    let (style, title) = match kind {
        Alert::Note => ("note", &words.note),
        Alert::Tip => ("tip", &words.tip),
        Alert::Important => ("important", &words.important),
        Alert::Warning => ("warning", &words.warning),
        Alert::Caution => ("caution", &words.caution),
    };
    html! {
        <div class={classes!("box", ["box--", style].concat())}>
            <p class="box-title">{ title }</p>
            { blocks(guide, content) }
        </div>
    }
}

fn figure(guide: &Guide, picture: &Image, caption: &[Inline]) -> Html {
    let caption = (!caption.is_empty()).then(|| html! { <figcaption>{ inlines(guide, caption) }</figcaption> });
    html! { <figure>{ image(guide, picture) }{ caption }</figure> }
}

fn image(guide: &Guide, image: &Image) -> Html {
    html! {
        <img
            src={[&guide.base, image.path.as_str()].concat()}
            alt={image.alternative.clone()}
            width={image.width.to_string()}
            height={image.height.to_string()}
            loading="lazy"
        />
    }
}

fn inline(guide: &Guide, part: &Inline) -> Html {
    match part {
        Inline::Text(text) => html! { text },
        Inline::Emphasis(content) => html! { <em>{ inlines(guide, content) }</em> },
        Inline::Strong(content) => html! { <strong>{ inlines(guide, content) }</strong> },
        Inline::Code(text) => html! { <code>{ text }</code> },
        Inline::Link(target, content) => html! { <a href={href(guide, target)}>{ inlines(guide, content) }</a> },
        Inline::Image(picture) => image(guide, picture),
        Inline::Term { id, text, explanation } => term(guide, id, text, explanation),
        Inline::Mark(mark) => mark_link(guide, *mark),
        Inline::Break => html! { <br /> },
    }
}

/// A term that explains itself where it stands: the browser shows what follows it when the term is pressed, without script.
/// One that knows no popovers shows both, which is why the explanation is part of the sentence.
fn term(guide: &Guide, id: &str, text: &str, explanation: &[Inline]) -> Html {
    let popover = ["term-", id].concat();
    html! {
        <>
            <button type="button" class="term" popovertarget={popover.clone()}>{ text }</button>
            <span class="explanation" popover="" id={popover.clone()}>
                { inlines(guide, explanation) }
                <button
                    type="button"
                    class="usa-button usa-button--unstyled"
                    popovertarget={popover}
                    popovertargetaction="hide"
                >
                    { &guide.wording.term_close }
                </button>
            </span>
        </>
    }
}

fn mark_link(guide: &Guide, mark: Mark) -> Html {
    let number = mark.number.to_string();
    html! {
        <sup class="mark">
            <a
                id={(mark.occurrence == 1).then(|| first_mark(mark.number))}
                href={["#note-", &number].concat()}
                aria-label={fill(&guide.wording.mark, &[("number", &number)])}
            >
                { &number }
            </a>
        </sup>
    }
}

fn note_item(guide: &Guide, note: &Note, number: u32) -> Html {
    let content = match &note.content {
        NoteContent::Source(part) => html! { <p>{ source(part) }</p> },
        NoteContent::Text(text) => blocks(guide, text),
    };
    // To the first of its marks: in a row of links nobody finds the one that leads back; the browser's own Back does.
    let label = fill(&guide.wording.back_to_mark, &[("number", &*number.to_string())]);
    html! {
        <li id={["note-", &number.to_string()].concat()}>
            { content }
            { " " }
            <a class="way-back" href={["#", &first_mark(number)].concat()} aria-label={label}>{ "↑" }{ number }</a>
        </li>
    }
}

fn first_mark(note: u32) -> String {
    ["mark-", &note.to_string()].concat()
}
