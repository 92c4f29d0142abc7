# 拒绝时的说明和导入报告的内容。

## 错误
library-error-figure-topics = 一张图表最多显示 { $shown } 个主题。请减少主题。
library-error-index-busy = 另一进程正在写入检索索引。请稍后重试。
library-error-search-slow = 检索超过了单个问题允许的时间，已停止。请缩小问题范围，或稍后重试。
library-error-query-long = 检索式有 { $given } 个字符；最多读取 { $shown } 个。请缩短，或对整篇文本使用“查找相似条款”。
library-error-hits-many = 请求了 { $asked } 条结果。每次请求 1 至 { $shown } 条，并用 offset 翻页。
library-error-hits-far = 请求了第 { $from } 条起的结果；只能翻阅前 { $shown } 条。请用筛选条件缩小范围。
library-error-question-large = 问题一次请求的内容过多。请减少词语、短语、带 * 的词或筛选条件，或减少结果数。
library-error-filter = 无法读取筛选条件“{ $filter }”：{ $why }
library-error-date-impossible = 日历中没有 { $text }。请检查日和月。
library-error-date-unreadable = “{ $text }”不是日期。请写成 1999-03-14、14/03/1999、14 March 1999、1999-03 或 1999。
library-error-topic-state = 主题可以接受、拒绝，或收回对它的决定。
library-error-match-state = 匹配可以接受或拒绝。
library-error-compare-number = 请选择二至六份文件进行比较。
library-error-not-sure-to-undo = 未撤销任何内容。请勾选确认框，再次提交表单。
library-error-basket-full = 一个文件篮最多容纳 { $shown } 条条款。请另开一个。
library-error-no-match-chosen = 未作选择。请接受或拒绝一项匹配，或本页全部匹配。
library-error-match-unnamed = 表单未指明匹配。请重新载入页面后再试。
library-error-id-taken = 编号 { $id } 已被使用。请另选一个。
library-error-not-to-take-away = 此件标为“不得导出”；请在其页面上阅读由它产生的内容。
library-error-similar-no-text = 没有文本。请发送要与之相似的措辞。
library-error-after = 此处没有可以接续的内容。请给出上一页的 next。
library-error-format = 没有格式“{ $word }”。请使用 csv、jsonl 或 parquet。
library-error-out = 无法写入 { $path }：{ $why }。
library-error-import-kind = “{ $word }”不是导入类型。请选择 pax、texts、provisions 或 actors。
library-error-no-file = 未发送文件。请返回，选择要导入的文件并重新发送。
library-error-no-texts = 该处没有可导入的文件。请给出含 TXT、HTML、Markdown、DOCX、RTF、PDF 或 ZIP 文件的文件或文件夹。
library-error-level = 密级为 unclassified、confidential 或 strictly_confidential。
library-error-level-needed = 选择了保密圈但未选密级，所有人都会看到。请选择机密或绝密。
library-error-level-texts-only = 只有文本可以在导入时定密。导入表格和规范文档时请勿定密。
library-error-undone-already = 此导入已撤销。
library-error-undo-barred = 您不能更改此导入余下的内容：其全部或部分已为他人定密。请联系管理文库的人员。
library-error-undo-later = 之后的一次导入（{ $id }，{ $at }）更改了相同的文件。请先撤销那次导入。
library-error-pax-column = { $file } 没有 { $column } 列，因此不是 PA-X 表。其列为：{ $columns }。
library-error-actors-column = { $file } 没有 actor_name 或 name 列，因此不是行为体规范文档。

## 导入报告
library-report-undated = { $why }接收时未附日期。
library-report-file-large = { $file } 有 { $size } MiB；文本最大为 { $shown } MiB。请拆分，或去掉其中的图片。
library-report-id-differs = { $file } 即 { $id }，{ $first } 已是同一文件，但文本不同。已接收 { $first }；请判断哪个正确，并导入该文件。
library-report-name-no-agtid = 文件名为 { $file }；文件名须含 AgtId，如 1364.pdf。请改名后重新导入。
library-report-id-replaced = “{ $id }”不能作编号：含有空格或 #，或超过 100 个字符。已为该文本另给编号。
library-report-id-unfit = “{ $id }”不能作编号：含有空格或 #，或超过 100 个字符。该行已略过。
library-report-relations-unreadable = 无法读取关系。请写成 { $form } 的列表。
library-report-relation-unknown = “{ $kind }”不是关系。请使用下列之一：{ $kinds }。
library-report-barred = 您不能更改 { $id }。请联系管理文库的人员，或给该文本一个自己的编号。
library-report-clash = { $provision } 已存在，但文本迥异。此文件中的文本已列于下一个空号；请比较两者。
library-report-rows-few = 文件有 { $shown } 行；完整的表超过 { $expected } 行。如要全部导入，请检查文件是否完整。
library-report-agtid = “{ $text }”不是 AgtId；AgtId 是整数。该行已略过；请更正编号后重新导入。
library-report-untitled = 协定没有标题。该行已略过。
library-report-agtid-twice = AgtId { $id } 已见于第 { $row } 行，但内容不同。已接收第 { $row } 行；请判断哪行正确，并导入该行。
library-report-text-twice = { $id } 在本次导入中有两份不同的正文。已采用第一份；请去掉错误的一份后重新导入。
library-report-country-code = “{ $code }”不是已知的 ISO 3166-1 国家代码。已原样保留；按国家检索时以此代码查找。
library-report-topic-value = “{ $text }”不是 0、1、2 或 3。此处该主题视为未编码。
library-report-no-object = 该行不是 JSON 对象。请每行写一个对象，含 agreement_id 和 text。
library-report-no-agreement = 该行未指明协定。请在 agreement_id 中给出其 AgtId。
library-report-no-text = 该行没有文本。已略过。
library-report-segment = { $text } 不是段号；段号是从 0 起的整数。该条款已列于下一个空号。
library-report-actor-unnamed = 该行没有名称。已略过。
library-report-no-symbol = { $file } 及其文件名中没有 S/RES/1325 (2000) 或 A/RES/60/251 之类的文号，因此不知是哪项决议。请在文本前几行加上文号。
library-report-resolution-empty = { $file } 的标题之下没有文本。文件可能为空或已损坏。
library-report-year-only = { $symbol } 的前几行没有 { $year } 年的日期；只接收了年份。
library-report-resolution-undated = { $symbol } 的前几行没有日期；接收时未附日期。
library-report-two-symbols = 文本开头为第 { $written } 号决议，文件名为第 { $named } 号。已按文件名接收；请更正文本或文件名后重新导入。

## 文件的读取

## 检索式
library-query-many-words = 只读取了检索式的前 { $shown } 个词。
library-query-excluded-field = 不支持 -{ $field }:；已略过该字段。
library-query-unknown-field = “{ $field }:”不是字段，已作为词读取。字段为：{ $fields }。
library-query-empty-field = “{ $field }:”没有值，已作为词读取。
library-query-open-quotation = 引号未闭合；其后内容已作为词读取。
library-query-short-pattern = “{ $word }”对应的词过多。请至少写两个字母。
library-query-idle-pattern = 库中没有与“{ $word }”匹配的词。
library-query-wide-pattern = “{ $word }”对应的词很多；只检索了其中前 { $shown } 个。请多写几个字母。

## 导出文件
library-basket-left-out = 有 { $shown } 条条款未列入：其密级使其不纳入导出文件。
