thing-draft = draft
thing-draft-version = version
thing-finding = finding
thing-mark = mark
drafting-drafts = Drafts
drafting-drafts-none = There is no draft that you may see. Begin one for a compartment that you are in.
drafting-draft = Draft
drafting-draft-open = Begin a draft
drafting-draft-add-version = Add a version
drafting-draft-build = Build a version from blocks
drafting-draft-intend = Mark as intended
drafting-draft-take-back = Take back
drafting-draft-remove = Remove the draft
drafting-title = Name
drafting-compartment = Compartment
drafting-compartment-hint = Its members see the draft, confidential; nobody else learns that it is there. Without a compartment, open one first.
drafting-note = From whom, or what is new
drafting-mark = Mark
drafting-reason = Why it is meant so
drafting-reason-hint = It stays marked in later versions until its words change. It can be taken back.
drafting-finding = Finding
drafting-versions = Versions
drafting-changed-at = Last change
drafting-version = Version
drafting-versions-none = There is no version yet. Add one: paste a text, send a file, or build one from blocks.
drafting-version-n = Version { $x }
drafting-origin = Comes as
drafting-origin-paste = pasted text
drafting-origin-upload = file
drafting-origin-builder = building blocks
drafting-added = Added
drafting-read = Read the text
drafting-word = Word file (DOCX)
drafting-findings-all-intended = All that was found is marked as intended.
drafting-intended = Intended
drafting-intended-about = These findings are meant so. Each is set aside by itself; its rule goes on.
drafting-intended-changed = its words changed or went
drafting-compare = Compare versions
drafting-compare-about = By provision. Moved text is followed; a new number alone is no change.
drafting-compare-none = Nothing changed between these versions.
drafting-compare-word = Word file with tracked changes
drafting-pick-old = Before
drafting-pick-new = After
drafting-pick-a = One language
drafting-pick-b = Other language
drafting-show = Show
drafting-change = Change
drafting-change-changed = reworded
drafting-change-moved = moved
drafting-change-added = new
drafting-change-removed = removed
drafting-concordance = Compare languages
drafting-concordance-none = No difference was found between these versions. That is no proof that they say the same.
drafting-prevails = The text says which version prevails: { $x }.
drafting-only-a = Only in the first
drafting-only-b = Only in the second
drafting-aligned = { $n ->
    [one] { $shown } provision stands in both.
   *[other] { $shown } provisions stand in both.
}
drafting-remove-sure = { $n ->
    [0] “{ $title }” goes. It has no version yet.
    [one] “{ $title }” goes with its { $shown } version.
   *[other] “{ $title }” goes with its { $shown } versions.
}
drafting-remove-marks = { $n ->
    [one] { $shown } mark of what is intended goes with it.
   *[other] { $shown } marks of what is intended go with it.
}
drafting-remove-gone = It cannot be brought back except from a backup.
drafting-error-text-and-file = Paste a text or choose a file, not both.
drafting-error-versions-full = A draft has at most { $n } versions. Begin a new draft.
drafting-error-intended-already = This finding is marked as intended already.
drafting-precedents-ceasefire = { $n } of { $of } ceasefires held here whole say who does it.
drafting-precedents-agreement = { $n } of { $of } agreements held here whole say who does it.
drafting-strengths = How strongly each article binds, and what its duties leave open
drafting-without-actor = duties without an actor
drafting-without-deadline = duties without a deadline
drafting-without-verification = duties without verification
