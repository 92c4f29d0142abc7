# ما يُرفض وما يقوله تقرير الاستيراد.

## الأخطاء
library-error-figure-topics = الحد الأقصى للمواضيع في الشكل البياني الواحد: { $shown }. احذف بعضها.
library-error-index-busy = تكتب عملية أخرى فهرس البحث الآن. حاول مجدداً بعد لحظة.
library-error-search-slow = تجاوز البحث المدة المسموح بها لسؤال واحد فأُوقف. اطلب أقل في المرة الواحدة، أو حاول مجدداً بعد لحظة.
library-error-query-long = عدد أحرف الاستعلام { $given }، ولا يُقرأ أكثر من { $shown }. اختصره، أو استخدم «ابحث عن المشابه» لنص كامل.
library-error-hits-many = عدد النتائج المطلوبة { $asked }. اطلب من 1 إلى { $shown } في المرة الواحدة، وتابع باستخدام offset.
library-error-hits-far = طُلبت النتائج ابتداءً من { $from }، ولا يمكن تصفح ما بعد أول { $shown }. ضيّق السؤال بمرشِّح.
library-error-question-large = يطلب السؤال أكثر مما يُسمح به دفعة واحدة. استخدم عدداً أقل من الكلمات أو العبارات أو الكلمات المنتهية بعلامة * أو المرشِّحات، أو اطلب نتائج أقل.
library-error-filter = تتعذر قراءة المرشِّح «{ $filter }»: { $why }
library-error-date-impossible = التاريخ { $text } غير موجود في التقويم. تحقق من اليوم والشهر.
library-error-date-unreadable = «{ $text }» ليس تاريخاً. اكتب 1999-03-14 أو 14/03/1999 أو 14 مارس 1999 أو 1999-03 أو 1999.
library-error-topic-state = يُقبل الموضوع أو يُرفض، أو يُلغى القرار بشأنه.
library-error-match-state = تُقبل المطابقة أو تُرفض.
library-error-compare-number = اختر من وثيقتين إلى ست وثائق للمقارنة.
library-error-not-sure-to-undo = لم يُتراجع عن شيء. ضع علامة التأكيد ثم أرسل النموذج من جديد.
library-error-basket-full = الحد الأقصى للأحكام في السلة الواحدة: { $shown }. افتح سلة أخرى.
library-error-no-match-chosen = لم يُختر شيء. اقبل مطابقة أو ارفضها، أو اقبل أو ارفض كل ما في الصفحة.
library-error-match-unnamed = لا يحدد النموذج أي مطابقة. أعد تحميل الصفحة وحاول مجدداً.
library-error-id-taken = المعرّف { $id } مستخدم. اختر غيره.
library-error-not-to-take-away = هذا مصنَّف على ألّا يُنقل؛ اقرأ في صفحته ما استُخرج منه.
library-error-similar-no-text = لا يوجد نص. أرسل الصياغة التي يُبحث عما يشبهها.
library-error-after = لا يوجد هنا ما يُتابع بعده. اذكر قيمة next من الصفحة السابقة.
library-error-format = لا توجد صيغة «{ $word }». اطلب csv أو jsonl أو parquet.
library-error-out = تتعذر كتابة { $path }: { $why }.
library-error-import-kind = «{ $word }» ليس نوعاً من الاستيراد. اختر pax أو texts أو provisions أو actors.
library-error-no-file = لم يُرسل أي ملف. ارجع واختر الملف المراد استيراده ثم أرسله من جديد.
library-error-no-texts = لا يوجد هناك ملف للاستيراد. اذكر ملفات أو مجلدات فيها ملفات TXT أو HTML أو Markdown أو DOCX أو PDF أو ZIP.
library-error-level = التصنيف هو unclassified أو confidential أو strictly_confidential.
library-error-level-needed = اختيرت دائرة مغلقة من دون تصنيف، فكان الجميع سيرى المحتوى. اختر «سري» أو «سري للغاية».
library-error-level-texts-only = لا يمكن تصنيف غير النصوص عند إدخالها. استورد الجداول وملفات الإسناد من دون تصنيف.
library-error-undone-already = سبق التراجع عن هذا الاستيراد.
library-error-undo-barred = لا يمكنك تغيير ما تبقى من هذا الاستيراد: هو أو جزء منه مصنَّف لغيرك. اسأل المسؤول عن المكتبة.
library-error-undo-later = غيّر استيراد لاحق ({ $id }، { $at }) الوثائق نفسها. تراجع عنه أولاً.
library-error-pax-column = لا يحتوي { $file } على العمود { $column }، فهو ليس جدول PA-X. أعمدته: { $columns }.
library-error-actors-column = لا يحتوي { $file } على العمود actor_name أو name، فهو ليس ملف إسناد للجهات.

## تقرير الاستيراد
library-report-undated = { $why } أُخذت الوثيقة من دون تاريخ.
library-report-file-large = حجم { $file } هو { $size } ميبيبايت، والحد المسموح للنص { $shown } ميبيبايت. قسّمه أو احذف صوره.
library-report-id-differs = { $file } هو { $id } مثل { $first } لكن بنص مختلف. أُخذ { $first }؛ قرر أيهما الصحيح واستورده.
library-report-name-no-agtid = اسم الملف { $file }؛ ومع ‎--ids pax يكون اسم الملف هو AgtId، مثل 1364.html. أعد تسميته أو استورده من دون ‎--ids.
library-report-id-replaced = لا يصلح «{ $id }» معرّفاً: فيه مسافات أو علامة # أو أكثر من 100 حرف. أُعطي النص معرّفاً آخر.
library-report-id-unfit = لا يصلح «{ $id }» معرّفاً: فيه مسافات أو علامة # أو أكثر من 100 حرف. تُرك السطر.
library-report-relations-unreadable = تتعذر قراءة العلاقات. اكتبها قائمةً من { $form }.
library-report-relation-unknown = «{ $kind }» ليست علاقة. استخدم واحدة من: { $kinds }.
library-report-barred = لا يمكنك تغيير { $id }. اسأل المسؤول عن المكتبة، أو أعط النص معرّفاً خاصاً به.
library-report-clash = { $provision } موجود هنا بنص مختلف تماماً. أُضيف النص الوارد في هذا الملف تحت الرقم التالي المتاح؛ قارن بينهما.
library-report-rows-few = { $n ->
    [zero] لا صفوف في الملف؛ وفي الجدول الكامل أكثر من { $expected }.
    [one] في الملف صف واحد؛ وفي الجدول الكامل أكثر من { $expected }.
    [two] في الملف صفان؛ وفي الجدول الكامل أكثر من { $expected }.
    [few] في الملف { $shown } صفوف؛ وفي الجدول الكامل أكثر من { $expected }.
    [many] في الملف { $shown } صفاً؛ وفي الجدول الكامل أكثر من { $expected }.
   *[other] في الملف { $shown } صف؛ وفي الجدول الكامل أكثر من { $expected }.
  } إن أردت استيراده كاملاً فتحقق من اكتمال الملف.
library-report-agtid = «{ $text }» ليس AgtId، وهو رقم صحيح. تُرك الصف؛ صحّح الرقم واستورد من جديد.
library-report-untitled = لا عنوان للاتفاق. تُرك الصف.
library-report-agtid-twice = AgtId ‏{ $id } وارد في الصف { $row } بمحتوى مختلف. أُخذ الصف { $row }؛ قرر أيهما الصحيح واستورده.
library-report-country-code = «{ $code }» ليس رمز بلد معروفاً لدينا في ISO 3166-1. حُفظ كما هو؛ ويجده البحث بحسب البلد تحت هذا الرمز.
library-report-topic-value = «{ $text }» ليس 0 أو 1 أو 2 أو 3. يُعد الموضوع هنا غير مرمَّز.
library-report-no-object = السطر ليس كائن JSON. اكتب كائناً واحداً في كل سطر، وفيه agreement_id وtext.
library-report-no-agreement = لا يحدد السطر أي اتفاق. اذكر AgtId الخاص به في agreement_id.
library-report-no-text = لا نص في السطر. تُرك السطر.
library-report-segment = { $text } ليس رقم مقطع، وهو رقم صحيح ابتداءً من 0. أُعطي الحكم الرقم التالي المتاح.
library-report-actor-unnamed = لا يذكر الصف اسم أحد. تُرك الصف.
library-report-no-symbol = لا يوجد رمز مثل S/RES/1325 (2000) أو A/RES/60/251 في { $file } ولا في اسمه، فلا يُعرف أي قرار هو. أضف الرمز إلى الأسطر الأولى من النص.
library-report-resolution-empty = لا يحتوي { $file } على نص بعد ترويسته. ربما كان الملف فارغاً أو تالفاً.
library-report-year-only = لا يرد أي يوم من سنة { $year } في الأسطر الأولى من { $symbol }؛ أُخذت السنة وحدها.
library-report-resolution-undated = لا يرد أي يوم في الأسطر الأولى من { $symbol }؛ أُخذ النص من دون تاريخ.
library-report-two-symbols = يبدأ النص بالقرار { $written }، أما اسمه فيذكر { $named }. أُخذ بحسب اسمه؛ صحّح النص أو الاسم واستورده من جديد.

## الملفات كما قُرئت
library-read-damaged = { $file } تالف على نحو لا تسمح به صيغته. افتحه في البرنامج الذي أنشأه واحفظه من جديد واستورد الناتج.
library-read-large = يتجاوز حجم { $file } ‏{ $most } ميبيبايت، وهو الحد الأقصى للنص. قسّمه أو احذف صوره.
library-read-signs-title = في العنوان علامات لا تُرى (أولها { $sign })؛ حُذفت العلامات التي تقلب اتجاه الكتابة، وأُظهر غيرها برموز.
library-read-signs-fact = في البيان «{ $key }» قبل النص علامات لا تُرى (أولها { $sign })؛ حُذفت العلامات التي تقلب اتجاه الكتابة، وأُظهر غيرها برموز.
library-read-signs-paragraph = في الفقرة { $at } علامات لا تُرى (أولها { $sign })؛ حُذفت العلامات التي تقلب اتجاه الكتابة، وأُظهر غيرها برموز. عدد الفقرات التي فيها مثلها: { $paragraphs }.
library-read-signs-cell = في الخلية علامات لا تُرى (أولها { $sign })؛ حُذفت العلامات التي تقلب اتجاه الكتابة، وأُظهر غيرها برموز.
library-read-signs-field = في الحقل علامات لا تُرى (أولها { $sign })؛ حُذفت العلامات التي تقلب اتجاه الكتابة، وأُظهر غيرها برموز.
library-read-not-started = تعذر تشغيل قارئ الملفات: { $why }.
library-read-no-answer = لم تُعطِ قراءة { $file } أي جواب.
library-read-stopped = أُوقفت القراءة.
library-read-output-large = يتجاوز النص الذي فيه { $most } ميبيبايت، وهو الحد الأقصى لما يُقرأ من ملف واحد. قسّمه.
library-read-text-large = يتجاوز النص في { $file } ‏{ $most } ميبيبايت، وهو الحد الأقصى لما يُقرأ من ملف واحد. قسّمه.
library-read-time = تجاوزت قراءة { $file } الحد المسموح به بالثواني: { $cpu } من وقت المعالج أو { $wall } إجمالاً. ربما كان تالفاً أو معداً لتعطيل القراءة؛ احفظه من جديد من البرنامج الذي أنشأه.
library-read-memory = تحتاج قراءة { $file } إلى أكثر من { $most } ميبيبايت من الذاكرة، أو أن تداخل عناصره عميق جداً. ربما كان تالفاً أو معداً لاستنفاد القارئ؛ احفظه من جديد من البرنامج الذي أنشأه أو قسّمه.
library-read-empty = الملف { $file } فارغ.
library-read-other-program = { $file } بصيغة { $format } التي لا تُقرأ. افتحه في البرنامج الذي أنشأه واحفظه بصيغة DOCX واستورد الناتج.
library-read-named-otherwise = اسم { $file } اسم ملف { $named } لكنه يحتوي على { $found }. سمّه بحسب محتواه.
library-read-named-but-not = اسم { $file } اسم ملف { $named } لكنه ليس كذلك. ربما كان تالفاً أو مبتوراً؛ احصل عليه من جديد.
library-read-format = { $file } بصيغة لا تُقرأ. النصوص هي ملفات TXT أو HTML أو Markdown أو DOCX أو PDF أو ZIP يحتويها.
library-read-archive-inside = { $file } أرشيف داخل أرشيف، ولا يُفتح. فك ضغطه أولاً.
library-read-scanned = لا نص في { $file }؛ الأرجح أن صفحاته صور ممسوحة ضوئياً. طبّق عليه التعرف على النصوص أولاً واستورد الناتج.
library-read-no-text = لا نص في { $file }.
library-read-archive-damaged = { $file } أرشيف غير سليم. ربما كان مبتوراً؛ احصل عليه من جديد.
library-read-archive-files = عدد الملفات في { $file } هو { $given }، والحد الأقصى في الأرشيف { $most }. قسّمه.
library-read-locked = { $file } محمي بكلمة سر. احفظه من دونها واستورد الناتج.
library-read-unpacks-large = عند فك الضغط يتجاوز { $inner } في { $file } ‏{ $times } ضعفاً من حجمه، أو { $most } ميبيبايت المسموح بها للأرشيف. ربما كان معداً لاستنفاد القارئ؛ فك ضغطه بنفسك واستورد ما تحتاج إليه.
library-read-entry-link = { $inner } في { $file } رابط؛ لم يُفك ضغطه.
library-read-entry-signs = في اسم { $inner } في { $file } علامات لا تُرى؛ لم يُفك ضغطه.
library-read-entry-path = اسم { $inner } في { $file } يقود إلى خارج الأرشيف؛ لم يُفك ضغطه.
library-read-not-a-text = اسم { $file } اسم نص لكنه يحتوي على بيانات أخرى. سمّه بحسب محتواه.
library-read-bytes = بعض بايتات { $file } لا توافق الترميز { $encoding }؛ وتظهر على شكل �. احفظ النص بترميز UTF-8 واستورده من جديد.
library-read-no-word-text = لا يحتوي { $file } على نص وثيقة Word.
library-read-tracked-changes = في { $file } تغييرات متعقَّبة: أُخذ النص المُدرج وتُرك المحذوف ({ $pieces }). اقبل التغييرات أو ارفضها في Word للتأكد.
library-read-hidden-text = في { $file } نص مخفي: تُرك ما لا يُظهره Word ‏({ $pieces }). أظهره في Word إن كان من النص، واستورده من جديد.
library-read-docx-damaged = { $file } تالف: تتعذر قراءة XML فيه. افتحه في Word واحفظه من جديد واستورد الناتج.
library-read-doctype = يعلن { $file } نوع وثيقة، وهو ما لا تفعله ملفات Word أبداً؛ لم يُقرأ.
library-read-nested = يتجاوز تداخل العناصر في { $file } الحد الأقصى { $most }. احفظه من جديد من البرنامج الذي أنشأه.
library-read-nested-partly = يتجاوز تداخل العناصر في { $file } الحد الأقصى { $most } فقُرئ حتى ذلك الموضع فقط، أي أول { $share }٪ منه. احفظه من جديد من البرنامج الذي أنشأه.
library-read-nested-left-out = يتجاوز تداخل العناصر في { $file } الحد الأقصى { $most }؛ تُرك ما هو أعمق.
library-read-facts = البيانات التي تسبق نص { $file } ليست TOML: { $why }
library-read-pdf-damaged = { $file } ملف PDF غير سليم. افتحه واحفظه من جديد واستورد الناتج. السبب: { $why }
library-read-pages-empty = في { $file } صفحات بلا نص، والأرجح أنها صور: { $pages } (من { $all }). طبّق التعرف على النصوص على الملف واستورد الناتج.
library-read-path = تتعذر قراءة { $path }: { $why }. تحقق من الاسم والصلاحيات.
library-read-link = { $file } رابط؛ لا تُتبع الروابط. قدّم الملف نفسه.
library-read-not-a-table = { $file } ليس جدولاً في شكل نص. احفظه بصيغة CSV واستورد الناتج.
library-read-cell-large = { $file }، ابتداءً من الصف { $row } (السطر { $line }): تتجاوز إحدى الخلايا { $most } ميبيبايت، والأرجح أن علامة اقتباس فُتحت ولم تُغلق. لم يُستورد شيء؛ أغلقها واستورد من جديد.
library-read-row-cells = عدد الخلايا في الصف { $row } من { $file } هو { $cells }، وفي الترويسة { $head }. تُرك الصف. ربما نقصت علامتا الاقتباس حول خلية فيها فاصل.
library-read-line-large = يتجاوز السطر { $line } من { $file } ‏{ $most } ميبيبايت. لم يُستورد شيء؛ في ملفات JSON Lines كائن واحد في كل سطر.
library-read-one-list = في { $file } قائمة JSON واحدة؛ وفي ملفات JSON Lines كائن واحد في كل سطر. لم يؤخذ منه شيء: احذف القوسين حول القائمة والفواصل بين كائناتها واستورد الناتج.
library-read-line-not-json = السطر { $line } من { $file } ليس JSON (العمود { $column }). تُرك السطر. السبب: { $why }

## الاستعلامات
library-query-many-words = قُرئت الكلمات الأولى من الاستعلام فقط، وعددها { $shown }.
library-query-excluded-field = ‎-{ $field }: غير ممكن؛ تُرك الحقل.
library-query-unknown-field = «{ $field }:» ليس حقلاً وقُرئ ككلمة. الحقول هي: { $fields }.
library-query-empty-field = لا قيمة للحقل «{ $field }:» فقُرئ ككلمة.
library-query-open-quotation = علامة اقتباس لم تُغلق؛ قُرئ ما يليها كلماتٍ منفردة.
library-query-short-pattern = ينطبق «{ $word }» على كلمات كثيرة جداً. اكتب حرفين على الأقل.
library-query-idle-pattern = لا توجد في المكتبة كلمة توافق «{ $word }».
library-query-wide-pattern = ينطبق «{ $word }» على كلمات كثيرة؛ بُحث عن أولها فقط، وعددها { $shown }. اكتب حروفاً أكثر.

## الملفات المنقولة
library-basket-left-out = { $n ->
    [zero] لم يُستبعد أي حكم.
    [one] استُبعد حكم واحد: تصنيفه يمنع إدراجه في الملفات المنقولة.
    [two] استُبعد حكمان: تصنيفهما يمنع إدراجهما في الملفات المنقولة.
    [few] استُبعدت { $shown } أحكام: تصنيفها يمنع إدراجها في الملفات المنقولة.
    [many] استُبعد { $shown } حكماً: تصنيفها يمنع إدراجها في الملفات المنقولة.
   *[other] استُبعد { $shown } حكم: تصنيفها يمنع إدراجها في الملفات المنقولة.
  }
