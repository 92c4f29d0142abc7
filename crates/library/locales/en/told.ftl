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
library-error-not-to-take-away = This is marked “do not export”; read what was made of it on its page.
library-error-similar-no-text = There is no text. Send the wording that others are to be like.
library-error-after = There is nothing here to read on from. Give the next of the page before.
library-error-format = There is no format “{ $word }”. Ask for csv, jsonl or parquet.
library-error-out = { $path } cannot be written: { $why }.
library-error-import-kind = “{ $word }” is no kind of import. Choose pax, texts, provisions or actors.
library-error-no-file = No file was sent. Go back, choose the file to import, and send it again.
library-error-no-texts = There is no file to import there. Give files or folders with TXT, HTML, Markdown, DOCX, RTF, PDF or ZIP files.
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
library-report-name-no-agtid = The file is named { $file }; its name must hold the AgtId, as in 1364.pdf. Rename it and import it again.
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
library-report-text-twice = { $id } has two different texts in this import. The first was taken; leave out the one that is wrong and import again.
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
    [one] { $shown } provision is left out: it is marked “do not export”.
   *[other] { $shown } provisions are left out: they are marked “do not export”.
  }
