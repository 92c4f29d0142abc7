# Words of reading: search, documents, provisions, comparison.

thing-actor = actor
thing-basket = basket
thing-basket-provision = provision in this basket
thing-document = document
thing-import = import
thing-match = match
thing-process = process
thing-provision = provision
thing-saved-search = saved search
thing-source = source
thing-source-card = source card
thing-topic = topic
## Menu and first page
library-search = Search
library-documents = Documents
library-processes = Processes
library-home = Find precedent wording
library-home-lead = A library of peace agreements, ceasefires, resolutions and guidance, read and searched provision by provision, in six languages, with the source of every line.
library-home-closed = This installation is open to people who have signed in.
library-try = Try a question:
library-example-1 = How is a ceasefire line monitored?
library-example-2 = women in the joint commission
library-example-3 = passage of herders to wells and pastures
library-example-4 = search for missing persons
library-holds = What is here
library-provisions = Provisions
library-topics = Topics
library-newest = Newest documents
library-all-documents = All documents
library-sources = Sources
library-licence = Licence
library-empty = The library is empty
library-empty-text = No document is here yet. Import the PA-X table, a folder of texts, or resolutions; what was understood and what was not is then shown line by line.
library-empty-import = Import documents
library-empty-ask = A curator of this installation can import documents.

## Asking
library-ask = Ask in your own words, in any of the six languages
library-find = Find
library-how-to-ask = How to ask
library-how-to-ask-text = Write a question or a few words, in any of the six languages. Texts in the other languages are found through the topics that your words mean; these topics are shown, and each can be switched off.
library-browse = Or browse
library-help = Search syntax
library-help-words = Words: each helps, none is required.
library-help-phrase = A phrase, word for word.
library-help-must = A word that must, or must not, stand there.
library-help-prefix = Any ending.
library-help-near = Within five words of each other.
library-help-or = At least one of the two.
library-help-field = Fields: topic, country, region, stage, kind, party, language, process, source, document, from, to, title.
library-understood = Understood as
library-understood-hint = Choose a topic to switch it off or on.
library-concept-on = counts
library-concept-off = switched off
library-meant = Did you mean
library-narrowed = Only
library-narrow = Narrow
library-take-away = Remove
library-all-away = Without any filter
library-search-range = { $x } to { $y }
library-by-title = Documents with these words in their title or description
library-nothing-found = No provision was found. Take a filter away, use fewer or other words, or try one of these:
library-no-answer = Nothing here answers this question. What comes nearest:
library-why = Found by
library-why-topic = topic { $x }
library-why-words = “{ $x }”
library-why-title = in title or heading: { $x }
library-why-meaning = close in meaning
library-also-in = Also in
library-wordings = The same wording elsewhere
library-wordings-none = No other provision reads like this one.
library-wordings-legend = Struck out: only in the provision above. Underlined: only in the other one.
library-pages = Pages
library-earlier = Previous page
library-later = Next page
library-name = Name
library-in-compartment = In your compartment
library-basket-put = Put into basket
library-basket-collected = The provision is now in your basket
library-basket-into = Basket
library-similar = Similar provisions
library-similar-find = Find similar
library-similar-paste = Paste a text
library-similar-hint = Up to 20,000 characters, in any of the six languages. The text is compared and not kept.
library-similar-none = Nothing like it was found.

## Facets
library-facet-topic = Topic
library-facet-country = Country
library-facet-region = Region
library-facet-stage = Stage
library-facet-kind = Kind
library-facet-language = Language
library-facet-party = Party
library-facet-process = Process
library-facet-source = Source
library-facet-text = Text
library-facet-document = Document
library-facet-decade = Decade
library-date = Date
library-from = From
library-to = To
library-date-unknown = date unknown
library-unknown = unknown
library-language-ar = Arabic
library-language-zh = Chinese
library-language-en = English
library-language-fr = French
library-language-ru = Russian
library-language-es = Spanish
library-kind-agreement = Agreement
library-kind-ceasefire = Ceasefire
library-kind-resolution = Resolution
library-kind-guidance = Guidance
library-kind-report = Report
library-kind-statement = Statement
library-kinds-agreement = Agreements
library-kinds-ceasefire = Ceasefires
library-kinds-resolution = Resolutions
library-kinds-guidance = Guidance
library-kinds-report = Reports
library-kinds-statement = Statements
library-stage-pre = Pre-negotiation, process
library-stage-cea = Ceasefire and related
library-stage-subpar = Framework, partial
library-stage-subcomp = Framework, comprehensive
library-stage-imp = Implementation, renegotiation
library-stage-ren = Renewal
library-stage-oth = Other
library-substage-proc = Process
library-substage-prin = Principles
library-substage-conf = Confidence-building measure
library-substage-premix = Pre-negotiation, mixed
library-substage-preoth = Pre-negotiation, other
library-substage-ceas = Ceasefire agreement
library-substage-rel = Related to a ceasefire
library-substage-ceamix = Ceasefire, mixed
library-substage-iss = Core issue
library-substage-multiss = Multiple issues
library-substage-frparoth = Partial framework, other
library-substage-frag = Comprehensive agreement
library-substage-frcons = Constitution
library-substage-frcomoth = Comprehensive framework, other
library-substage-impmod = Implementation modalities
library-substage-extsub = Extends to new or outstanding issues
library-substage-extpar = Extends to new parties
library-substage-impoth = Implementation, other
library-substage-repre = Renews a pre-negotiation agreement
library-substage-resub = Renews a framework agreement
library-substage-reimp = Renews an implementation agreement
library-substage-reoth = Renewal, other
library-substage-other = Other
library-status-multiparty-signed-agreed = Signed or agreed by several parties
library-status-unilateral-document = Unilateral document
library-status-status-unclear = Status unclear
library-status-agreement-with-subsequent-status = Agreement with subsequent status
library-agreement-type-inter = Between states
library-agreement-type-interintra = Between states, on an internal conflict
library-agreement-type-intra = Within a state
library-agreement-type-intralocal = Within a state, local
library-conflict-type-government = Government
library-conflict-type-territory = Territory
library-conflict-type-government-territory = Government and territory
library-conflict-type-inter-group = Between groups
library-conflict-type-other = Other

## Documents
library-any = any
library-show = Show
library-documents-none = No document fits these filters.
library-facts = Facts
library-countries = Countries
library-parties = Parties
library-third-parties = Third parties
library-match-suggested = suggested match, { $x } %
library-substage = Sub-stage
library-status = Status
library-agreement-type = Level of the agreement
library-conflict-type = Nature of the conflict
library-versions = In other languages
library-symbol = Symbol
library-external = Ids elsewhere
library-replaced-by = This document was superseded by
library-text = Text
library-text-none = Only the facts about this document are here, not its text.
library-text-state-full = whole text
library-text-state-passages = passages only
library-text-state-none = no text
library-texts = Texts of the documents ({ $all }): whole text { $full }, passages only { $passages }, no text { $none }
library-at-source = Read it at the source
library-withdrawn-about = They stood in an earlier text. Their addresses go on answering, so that citations hold.
library-about-document = About this document
library-outline = Outline
library-topics-coded = Topics, by the source’s coders
library-topics-not-coded = The source’s coders have not looked at this document: whether a topic is there is unknown.
library-topics-coded-none = The source’s coders looked and found no topic.
library-topics-suggested = Topics, read from the text
library-relations = Related documents
library-relation-amends = Amends
library-relation-implements = Implements
library-relation-renews = Renews
library-relation-supersedes = Supersedes
library-relation-annex-of = Annex of
library-relation-translation-of = Translation of
library-related-amends = Amended by
library-related-implements = Implemented by
library-related-renews = Renewed by
library-related-supersedes = Superseded by
library-related-annex-of = Has the annex
library-related-translation-of = Translated in
library-timeline = Timeline of the process
library-gap = { $x } to { $y }: no document is here; what happened is unknown
library-gap-about = A gap of more than a year between two documents is shown as unknown: nobody knows from this library whether it was quiet.
library-source = Source
library-source-page = Page of the source
library-redistribution-allowed = The text may be passed on.
library-redistribution-non-commercial = The text may be passed on for non-commercial use, with attribution, under the same licence.
library-redistribution-not-allowed = The text may not be passed on.
library-redistribution-unknown = Whether the text may be passed on is unknown; it is treated as not allowed.
library-cite = Cite
library-copy = Copy
library-processes-about = A process gathers the documents of one negotiation. Its timeline shows where documents are missing.
library-processes-empty = No document names its process yet. Processes appear here once documents are imported.
library-first = First document
library-last = Last document
library-search-within = Search within this process

## Provisions
library-is-withdrawn = The newest text of the document no longer holds this provision.
library-topics-none = No topic was read from this text, and nobody has added one.
library-topic-suggested = suggested
library-topic-accepted = accepted
library-topic-rejected = rejected
library-topic-accept = Accept
library-topic-reject = Reject
library-topic-back = Take back
library-topic-add = Add a topic by its name
library-topic-add-button = Add
library-topic-none = There is no topic “{ $x }”. Look it up among the topics and give its name.
library-topic-several = “{ $x }” fits several topics. Give the name of one: { $y }.
library-surroundings = Where it stands
library-elsewhere = The same issue elsewhere in this document
library-pasts = How it read before
library-past-until = Until { $x }
library-past-legend = Struck out: only in the earlier wording. Underlined: only in the later one.
library-permanent-id = Permanent id

## Comparison
library-compare = Compare
library-compare-title = Documents side by side
library-compare-with = Compare with …
library-compare-near = A document of the same process
library-compare-id = Or the id of any document
library-compare-about = Two to six documents are shown side by side, topic by topic.
library-compare-hint = The id stands in the address of a document, as in pax:1364. Every document’s page also has a form to compare it.
library-compare-more = Add a document
library-compare-caution = “None found” means that no provision on the topic was recognised in this text. It does not mean that there is none.
library-none-found = none found
library-compare-none = No topic was recognised in these documents. They may be here without their text.
library-compare-choose = Choose topics to read side by side; the figures count provisions.
library-compare-rest = These are the topics that most of the documents share. Choose others in the table above.

## Words with a number
library-used-in = { $n ->
    [one] Used in { $shown } document
   *[other] Used in { $shown } documents
  }
library-wordings-found = { $n ->
    [one] { $shown } other provision reads like it
   *[other] { $shown } other provisions read like it
  }
library-found = { $n ->
    [one] { $shown } provision
   *[other] { $shown } provisions
  }
library-more = { $shown } more
library-n-documents = { $n ->
    [one] { $shown } document
   *[other] { $shown } documents
  }
library-n-topics = { $n ->
    [one] { $shown } topic
   *[other] { $shown } topics
  }
library-text-passages = { $n ->
    [one] { $shown } passage of this document is here, not the whole text.
   *[other] { $shown } passages of this document are here, not the whole text.
  }
library-withdrawn = { $n ->
    [one] { $shown } provision that the newest text no longer holds
   *[other] { $shown } provisions that the newest text no longer holds
  }
library-whole-process = { $n ->
    [one] The whole process ({ $shown } document)
   *[other] The whole process ({ $shown } documents)
  }
library-similar-found = { $n ->
    [one] { $shown } similar provision
   *[other] { $shown } similar provisions
  }
library-topic-score = { $shown } % sure
library-compare-nth = Document { $shown }
library-n-provisions = { $n ->
    [one] { $shown } provision
   *[other] { $shown } provisions
  }
