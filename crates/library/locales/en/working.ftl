# Words of working: topics, actors, imports, baskets, figures, exports.
job-library-import = Import
library-as-data = As data
library-sure = Yes, I am sure

## Topics
library-topics-about = What provisions are about. Every topic has names in six languages; a question in any of them finds texts in the others.
library-topics-empty = This installation has no thesaurus, so there are no topics to browse.
library-topics-find = Find a topic by its name, in any of the six languages
library-topics-not-found = No topic has a name that begins with these words.
library-topics-all = All topics
library-topic-labels = Names in six languages
library-topic-preferred = Name
library-topic-alternative = Also
library-topic-narrower = Narrower topics
library-topic-related = Related topics
library-topic-codes = The same topic in PA-X
library-topic-provisions = Provisions on this topic
library-topic-recognised = Recognised in the text by the system, or added by a person; narrower topics are included.
library-topic-no-provisions = No provision on this topic is here.
library-topic-all-provisions = { $n ->
    [one] See { $shown } provision
   *[other] See all { $shown } provisions
  }
library-topic-coded = Coded by the sources
library-topic-coded-of = { $n ->
    [one] of { $shown } document that the coders looked at
   *[other] of { $shown } documents that the coders looked at
  }
library-topic-coded-unknown = Coders of the sources here did not look for this topic: how many documents have it is unknown.
library-topic-coded-about = Coders of the source gave this topic to the whole document.
library-topic-trend = Share by year

## Actors
library-actors = Actors
library-actors-about = States, armed groups, organisations and persons who signed or witnessed documents, each under all the names it goes by.
library-actors-find = Find an actor by any of its names
library-actors-none = No actor is here yet. Import a table of actors to match the names on documents to it.
library-actor-years = From – to
library-actor-kind = Kind
library-actor-from = From
library-actor-to = To
library-aliases = Other names
library-actor-names = Other names
library-actor-no-names = No other name is known.
library-actor-no-documents = No document here was matched to this actor.
library-actor-documents-about = Documents on which its name stands. Matches that nobody has reviewed yet are among them; refused ones are not.
library-matches = Matches to review
library-matches-about = The system suggests which actor a name on a document means, with a score for how alike the names are. Nothing is merged until a person accepts it. The least sure come first.
library-matches-empty = No match waits for a decision. After an import of documents or actors, new suggestions appear here.
library-matches-waiting = { $n ->
    [one] { $shown } match waits for a decision
   *[other] { $shown } matches wait for a decision
  }
library-matches-accept-all = { $n ->
    [one] Accept the { $shown } match of this page
   *[other] Accept all { $shown } matches of this page
  }
library-matches-reject-all = { $n ->
    [one] Reject the { $shown } match of this page
   *[other] Reject all { $shown } matches of this page
  }
library-matches-later = Leave these, show the next
library-match-written = As written
library-match-side-party = Party
library-match-side-third-party = Third party
library-match-suggested-actor = Suggested actor
library-match-score = Alike

## Imports
library-imports = Imports
library-imports-about = Bring documents in. The same file twice changes nothing; every import reports what it understood and what not, and can be undone as a whole.
library-imports-none = Nothing was imported yet. Choose “Import files” above.
library-import-new = Import files
library-import-jobs = Imports under way
library-import-what = What
library-import-send = Import
library-import-files = Files
library-import-pax = PA-X table
library-import-pax-about = The table of agreements as PA-X publishes it (CSV), and the texts you may hold: its export of the whole corpus (CSV or JSON lines), or the site’s own files (PDF and others, also in a ZIP file), each with the AgtId in its name.
library-import-pax-table = Table, corpus or files
library-import-pax-codings = Table with the topic columns (optional)
library-import-texts = Texts
library-import-texts-about = TXT in any encoding, HTML, Markdown, DOCX, PDF, or a ZIP of these, up to 64 MiB a file and 512 MiB together.
library-import-texts-kind = What the texts are
library-import-texts-ids = File names are PA-X ids, as in 1364.html
library-import-source-by-kind = As fits the kind
library-import-provisions = Provisions
library-import-provisions-about = One JSON object a line (JSONL), with agreement_id and text, and optionally segment, title, date and language.
library-import-actors = Actors
library-import-actors-about = A table (CSV) with a column actor_name or name, and optionally aliases, kind and id.
library-import-demo = The demo world
library-import-state-done = Done
library-import-state-undone = Undone
library-import-was-undone = This import was undone on { $x }.
library-import-stays = { $n ->
    [one] { $shown } of its documents stays as it is: it, or a part of it, is marked so that whoever undid the import could not change it.
   *[other] { $shown } of its documents stay as they are: they, or parts of them, are marked so that whoever undid the import could not change them.
  }
library-import-counts = Counted
library-count-read = Rows or files read
library-count-documents-new = New documents
library-count-documents-changed = Changed documents
library-count-documents-same = Documents the same as before
library-count-text-full = Documents with whole text
library-count-text-passages = Documents with passages only
library-count-text-none = Documents without text
library-count-provisions-new = New provisions
library-count-provisions-changed = Changed provisions
library-count-provisions-withdrawn = Provisions withdrawn
library-count-actors = Actors
library-count-matches = Matches suggested
library-count-refused = Refused
library-count-doubtful = Doubtful
library-import-notes = What was not understood
library-import-no-notes = Everything in these files was understood.
library-import-notes-about = Each with its place in the file. Refused rows were left out; doubtful ones were taken, without the part at fault.
library-import-notes-file = All of them as a table (CSV)
library-import-notes-range = { $x } to { $y }
library-import-notes-of = of { $x }
library-import-severity = Outcome
library-severity-refused = Refused
library-severity-doubtful = Doubtful
library-import-file = File
library-import-row = Row
library-import-column = Column
library-import-reason = Reason
library-import-understood = What was understood
library-import-columns = { $n ->
    [one] { $shown } column
   *[other] { $shown } columns
  }
library-import-filled = Rows that fill it
library-import-unused = Columns not used
library-import-unused-about = These are in the files, but the library has no place for them.
library-import-undo = Undo this import
library-import-undo-about = Documents that it brought are removed, also from baskets. Documents that it changed become as they were before.

## Baskets and saved searches
library-baskets = Baskets
library-baskets-about = Collect provisions, order and annotate them, and take them along with their sources. Only you see your baskets.
library-basket-first = My basket
library-basket-open = Open a basket
library-basket-empty = This basket is empty. Find provisions and put them in.
library-basket-save-as = Save as
library-basket-print = To print, use your browser’s print command: notes and sources are kept, buttons are left out.
library-basket-note = Note
library-basket-itself = This basket
library-basket-rename = Rename
library-basket-remove = Remove this basket
library-baskets-none = You have no basket yet. Open one, or put a provision into one while you search.
library-basket-take-out = Remove
library-basket-annotate = Write a note
library-basket-move = Move within the basket
library-basket-provision = Provision
library-basket-to = New place
library-basket-to-first = To the top
library-basket-to-up = Up
library-basket-to-down = Down
library-basket-to-last = To the end
library-basket-remove-sure = { $n ->
    [0] Remove the empty basket “{ $title }”?
    [one] Remove the basket “{ $title }” with its provision and the note beside it? The provision stays in the library.
   *[other] Remove the basket “{ $title }” with { $shown } provisions and the notes beside them? The provisions stay in the library.
}
library-created-at = Created
library-searches = Saved searches
library-searches-about = Questions kept under a name. Run one again to see what has come in since.
library-searches-none = No search is saved yet. Ask a question, then save it under a name.
library-saved-query = Question
library-saved-search-save = Save this search
library-saved-search-forget = Forget
library-saved-search-forget-sure = Forget the saved search “{ $title }”? What it finds stays in the library.

## Figures
library-figures = Trends and maps
library-figure-trends = Topics by year
library-figure-map = Map
library-figure-trends-about = The share of agreements with a topic, of those that the source’s coders looked at. A year without such an agreement has no data, which is not zero.
library-figure-map-about = Documents by country, or the share of coded documents with a topic. A document that names two countries counts in both.
library-figure-and-topic = And topic
library-figure-choose-topic = Choose a topic to see its share by year.
library-figure-nothing = No document fits these filters. Take one away.
library-figure-share-axis = Share of coded agreements with the topic
library-figure-n-by-year = Coded agreements by year (n)
library-figure-trend-of = Share of coded agreements by year: { $x }
library-figure-map-count = Documents by country
library-figure-map-share = Share of coded documents with the topic: { $x }
library-figure-map-all-documents = All documents
library-figure-map-none = no document here
library-figure-no-data = no data
library-figure-not-coded = Coders of the sources here do not code the topic “{ $x }”: how often it stands in documents is unknown.
library-figure-range = { $x } to { $y }
library-figure-table = The same as a table
library-figure-year = Year
library-figure-n = Coded (n)
library-figure-with = With topic
library-figure-share = Share
library-figure-undated = { $n ->
    [one] { $shown } coded agreement has no known date and stands in no year.
   *[other] { $shown } coded agreements have no known date and stand in no year.
  }
library-figure-without-country = { $n ->
    [one] { $shown } document names no country and is not on the map.
   *[other] { $shown } documents name no country and are not on the map.
  }
library-figure-undrawn = Counted in the table, but without a place on the map:
library-figure-boundaries = The boundaries and names shown and the designations used on this map do not imply official endorsement or acceptance. Disputed areas are drawn without judgement on their status.
library-figure-counted-from = Counted from
library-figure-changed = Last change
library-figure-version = Data version
library-figure-thesaurus = thesaurus
library-figure-address = Address of this figure:

## Export and sources
library-export = Export
library-export-about = All provisions with their documents, sources and licences, in one file. Large files are written while they are sent.
library-export-empty = There is nothing to export yet.
library-export-left-out = These sources are left out, because their licence does not let us give their text on:
library-export-terms = You are signed in, so all sources are included. Their licences still bind you; each line names its own.
library-export-columns = One line a provision, with its text, place, document, date, countries, source and licence.
library-sources-about = Where the texts come from, and under which terms.
library-sources-empty = No source is here yet. Sources appear with the first import from them.
library-source-coverage = Covers
library-stats = what the library holds
library-import-marked-who-sees = Who will see it
library-import-marked-everybody = Everybody who may read here
library-import-marked-level = Marking
library-import-marked-level-none = None: everybody sees it
library-import-marked-review = To be reviewed on
library-import-marked-reason = Why
library-import-marked-who-sees-about = Choose a compartment and a marking, and only the people named beside it will find the texts, the import and the job. The files sent are removed from the server afterwards.
library-originals = Originals
library-originals-about = Kept sealed for the members of the compartment, and erased when the import is undone. Each taking away is recorded.
