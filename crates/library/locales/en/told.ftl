# What is refused, and what an import's report says.

## Errors
library-error-figure-topics = A figure shows at most { $shown } topics. Take some away.
library-error-index-busy = The search index is being written by another process. Try again in a moment.
library-error-search-slow = The search took longer than one question may and was stopped. Ask for less at once, or try again in a moment.
library-error-query-long = The query has { $given } characters; at most { $shown } are read. Shorten it, or use “Find similar” for a whole text.
library-error-hits-many = { $asked } hits were asked for. Ask for 1 to { $shown } at a time, and page on with offset.
library-error-hits-far = Hits from { $from } on were asked for; the first { $shown } can be paged through. Narrow the question by a filter.
library-error-question-large = The question asks for too much at once. Use fewer words, phrases, words with * or filters, or ask for fewer hits.
library-error-filter = The filter “{ $filter }” cannot be read: { $why }
library-error-date-impossible = { $text } does not exist in the calendar. Check day and month.
library-error-date-unreadable = “{ $text }” is not a date. Write 1999-03-14, 14/03/1999, 14 March 1999, 1999-03 or 1999.
library-error-topic-state = A topic is accepted or rejected, or its decision is taken back.
library-error-match-state = A match is accepted or rejected.
library-error-compare-number = Choose two to six documents to compare.
library-error-not-sure-to-undo = Nothing was undone. Tick the box that you are sure, then send the form again.
library-error-basket-full = A basket holds at most { $shown } provisions. Open another one.
library-error-no-match-chosen = Nothing was chosen. Accept or reject a match, or all of the page.
library-error-match-unnamed = The form names no match. Reload the page and try again.
library-error-id-taken = The id { $id } is taken. Choose another.
library-error-not-to-take-away = This is marked not to be taken away; read what was made of it on its page.
library-error-similar-no-text = There is no text. Send the wording that others are to be like.
library-error-after = There is nothing here to read on from. Give the next of the page before.
library-error-format = There is no format “{ $word }”. Ask for csv, jsonl or parquet.
library-error-out = { $path } cannot be written: { $why }.
library-error-import-kind = “{ $word }” is no kind of import. Choose pax, texts, provisions or actors.
library-error-no-file = No file was sent. Go back, choose the file to import, and send it again.
library-error-no-texts = There is no file to import there. Give files or folders with TXT, HTML, Markdown, DOCX, PDF or ZIP files.
library-error-level = A marking is unclassified, confidential or strictly_confidential.
library-error-level-needed = A compartment was chosen and no marking, so everybody would have seen it. Choose confidential or strictly confidential.
library-error-level-texts-only = Only texts can be marked on their way in. Import tables and authority files unmarked.
library-error-undone-already = This import was undone already.
library-error-undo-barred = What is left of this import cannot be changed by you: it, or a part of it, is marked for others. Ask whoever looks after the library.
library-error-undo-later = A later import ({ $id }, { $at }) changed the same documents. Undo that one first.
library-error-pax-column = { $file } has no column { $column }, so it is not a PA-X table. It has: { $columns }.
library-error-actors-column = { $file } has no column actor_name or name, so it is not an authority file of actors.

## An import's report
library-report-undated = { $why } It was taken without a date.
library-report-file-large = { $file } has { $size } MiB; a text may have { $shown } MiB. Split it, or take out its pictures.
library-report-id-differs = { $file } is { $id }, which { $first } is already, with a different text. { $first } was taken; decide which is right and import that one.
library-report-name-no-agtid = The file is named { $file }; with --ids pax a file’s name is an AgtId, as in 1364.html. Rename it, or import it without --ids.
library-report-id-replaced = “{ $id }” cannot be an id: it has spaces or a #, or more than 100 characters. The text got another one.
library-report-id-unfit = “{ $id }” cannot be an id: it has spaces or a #, or more than 100 characters. The line was left out.
library-report-relations-unreadable = The relations cannot be read. Write them as a list of { $form }.
library-report-relation-unknown = “{ $kind }” is not a relation. Use one of: { $kinds }.
library-report-barred = { $id } cannot be changed by you. Ask whoever looks after the library, or give the text an id of its own.
library-report-clash = { $provision } is here already with a quite different text. The text in this file was added under the next free number; compare the two.
library-report-rows-few = { $n ->
    [one] The file has { $shown } row; the whole table has more than { $expected }.
   *[other] The file has { $shown } rows; the whole table has more than { $expected }.
  } If you meant to import all of it, check that the file is complete.
library-report-agtid = “{ $text }” is not an AgtId, which is a whole number. The row was left out; correct the number and import again.
library-report-untitled = The agreement has no title. The row was left out.
library-report-agtid-twice = AgtId { $id } stands in row { $row } already, with different content. Row { $row } was taken; decide which is right and import that one.
library-report-country-code = “{ $code }” is not a country code of ISO 3166-1 that we know. It was kept as it is; searches by country find it under this code.
library-report-topic-value = “{ $text }” is not 0, 1, 2 or 3. The topic counts as not coded here.
library-report-no-object = The line is not a JSON object. Write one object a line, with agreement_id and text.
library-report-no-agreement = The line names no agreement. Give its AgtId as agreement_id.
library-report-no-text = The line has no text. It was left out.
library-report-segment = { $text } is not a segment number, which is a whole number from 0 on. The provision got the next free number.
library-report-actor-unnamed = The row names nobody. It was left out.
library-report-no-symbol = No symbol such as S/RES/1325 (2000) or A/RES/60/251 stands in { $file } or in its name, so it is not known which resolution this is. Add the symbol to the text’s first lines.
library-report-resolution-empty = { $file } holds no text below its heading. It may be an empty or damaged file.
library-report-year-only = No day of { $year } stands in the first lines of { $symbol }; only its year was taken.
library-report-resolution-undated = No day stands in the first lines of { $symbol }; it was taken without a date.
library-report-two-symbols = The text begins with resolution { $written }, its name says { $named }. It was taken under its name; correct the text or the name and import it again.

## Files as they were read
library-read-damaged = { $file } is damaged in a way that its format does not allow. Open it in the program that made it, save it anew, and import that.
library-read-large = { $file } has more than { $most } MiB, the most a text may have. Split it, or take out its pictures.
library-read-signs-title = The title holds signs that cannot be seen (the first is { $sign }); marks that override the direction of writing were left out, others show as signs.
library-read-signs-fact = The fact “{ $key }” in front of the text holds signs that cannot be seen (the first is { $sign }); marks that override the direction of writing were left out, others show as signs.
library-read-signs-paragraph = Paragraph { $at } holds signs that cannot be seen (the first is { $sign }); marks that override the direction of writing were left out, others show as signs. Paragraphs with such signs: { $paragraphs }.
library-read-signs-cell = The cell holds signs that cannot be seen (the first is { $sign }); marks that override the direction of writing were left out, others show as signs.
library-read-signs-field = The field holds signs that cannot be seen (the first is { $sign }); marks that override the direction of writing were left out, others show as signs.
library-read-not-started = The reader of files could not be started: { $why }.
library-read-no-answer = { $file } gave no answer when read.
library-read-stopped = The reading was stopped.
library-read-output-large = The text in it has more than { $most } MiB, the most that is read from one file. Split it.
library-read-text-large = The text in { $file } has more than { $most } MiB, the most that is read from one file. Split it.
library-read-time = { $file } took more than { $cpu } seconds of processor time or { $wall } seconds in all to read. It may be damaged or made to stall; save it anew from the program that made it.
library-read-memory = { $file } needs more than { $most } MiB of memory to read, or is nested too deeply. It may be damaged or made to exhaust the reader; save it anew from the program that made it, or split it.
library-read-empty = { $file } is empty.
library-read-other-program = { $file } is in the format { $format }, which is not read. Open it in the program that made it, save it as DOCX, and import that.
library-read-named-otherwise = { $file } is named like { $named } but holds { $found }. Give it the name of what it holds.
library-read-named-but-not = { $file } is named like { $named } but does not hold it. It may be damaged or cut off; fetch it anew.
library-read-format = { $file } is of a format that is not read. Texts are TXT, HTML, Markdown, DOCX, PDF, or ZIP files of these.
library-read-archive-inside = { $file } is an archive inside an archive, which is not opened. Unpack it first.
library-read-scanned = { $file } holds no text; its pages are probably scanned pictures. Run text recognition over it first and import what comes out.
library-read-no-text = { $file } holds no text.
library-read-archive-damaged = { $file } is not a sound archive. It may be cut off; fetch it anew.
library-read-archive-files = { $file } holds { $given } files; an archive may hold { $most }. Split it.
library-read-locked = { $file } is locked with a password. Save it without one and import that.
library-read-unpacks-large = { $inner } in { $file } unpacks to more than { $times } times its size, or to more than the { $most } MiB that an archive may have. It may be made to exhaust the reader; unpack it yourself and import what you need.
library-read-entry-link = { $inner } in { $file } is a link; it was not unpacked.
library-read-entry-signs = { $inner } in { $file } has a name with signs that cannot be seen; it was not unpacked.
library-read-entry-path = { $inner } in { $file } has a name that leads out of the archive; it was not unpacked.
library-read-not-a-text = { $file } is named like a text but holds other data. Give it the name of what it holds.
library-read-bytes = Some bytes of { $file } do not fit the encoding { $encoding }; they show as �. Save the text as UTF-8 and import it again.
library-read-no-word-text = { $file } holds no text of a Word document.
library-read-tracked-changes = { $file } holds tracked changes: inserted text was taken, deleted text was left out ({ $pieces }). Accept or refuse the changes in Word to be sure.
library-read-hidden-text = { $file } holds hidden text: what Word does not show was left out ({ $pieces }). Show it in Word if it belongs to the text, and import it again.
library-read-docx-damaged = { $file } is damaged: its XML cannot be read. Open it in Word, save it anew, and import that.
library-read-doctype = { $file } declares a document type, which Word files never do; it was not read.
library-read-nested = { $file } nests more than { $most } elements. Save it anew from the program that made it.
library-read-nested-partly = { $file } nests more than { $most } elements and was read up to there only, the first { $share }% of it. Save it anew from the program that made it.
library-read-nested-left-out = { $file } nests more than { $most } elements; what stands deeper was left out.
library-read-facts = The facts in front of { $file } are not TOML: { $why }
library-read-pdf-damaged = { $file } is not a sound PDF. Open it, save it anew, and import that. The cause: { $why }
library-read-pages-empty = { $file } has pages without text, probably pictures of it: { $pages } (of { $all }). Run text recognition over the file and import what comes out.
library-read-path = { $path } cannot be read: { $why }. Check the name and the rights.
library-read-link = { $file } is a link; links are not followed. Give the file itself.
library-read-not-a-table = { $file } is not a table in text form. Save it as CSV and import that.
library-read-cell-large = { $file }, from row { $row } (line { $line }) on: a cell has more than { $most } MiB, most likely because a quotation mark is opened and never closed. Nothing was imported; close it and import again.
library-read-row-cells = Row { $row } of { $file } has { $cells } cells; the header has { $head }. The row was left out. A separator inside a cell may lack its quotation marks.
library-read-line-large = Line { $line } of { $file } has more than { $most } MiB. Nothing was imported; JSON-lines files have one object a line.
library-read-one-list = { $file } holds one JSON list; JSON-lines files have one object a line. Nothing of it was taken: take away the brackets around the list and the commas between its objects, and import that.
library-read-line-not-json = Line { $line } of { $file } is not JSON (column { $column }). The line was left out. The cause: { $why }

## Queries
library-query-many-words = Only the first { $shown } words of the query were read.
library-query-excluded-field = -{ $field }: is not known; the field was left out.
library-query-unknown-field = “{ $field }:” is no field and was read as a word. Fields are: { $fields }.
library-query-empty-field = “{ $field }:” has no value and was read as a word.
library-query-open-quotation = A quotation mark is not closed; what follows was read as words.
library-query-short-pattern = “{ $word }” stands for too many words. Write at least two letters.
library-query-idle-pattern = No word in the library matches “{ $word }”.
library-query-wide-pattern = “{ $word }” stands for many words; the first { $shown } of them were looked for. Write more letters.

## Files to take away
library-basket-left-out = { $n ->
    [one] { $shown } provision is left out: its marking keeps it out of files that are taken away.
   *[other] { $shown } provisions are left out: their marking keeps them out of files that are taken away.
  }
