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
library-error-not-to-take-away = هذا موسوم «عدم التصدير»؛ اقرأ في صفحته ما استُخرج منه.
library-error-similar-no-text = لا يوجد نص. أرسل الصياغة التي يُبحث عما يشبهها.
library-error-after = لا يوجد هنا ما يُتابع بعده. اذكر قيمة next من الصفحة السابقة.
library-error-format = لا توجد صيغة «{ $word }». اطلب csv أو jsonl أو parquet.
library-error-out = تتعذر كتابة { $path }: { $why }.
library-error-import-kind = «{ $word }» ليس نوعاً من الاستيراد. اختر pax أو texts أو provisions أو actors.
library-error-no-file = لم يُرسل أي ملف. ارجع واختر الملف المراد استيراده ثم أرسله من جديد.
library-error-no-texts = لا يوجد هناك ملف للاستيراد. اذكر ملفات أو مجلدات فيها ملفات TXT أو HTML أو Markdown أو DOCX أو RTF أو PDF أو ZIP.
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
library-report-name-no-agtid = اسم الملف { $file }؛ ويجب أن يتضمن اسمه AgtId، كما في 1364.pdf. أعد تسميته ثم استورده من جديد.
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
library-report-text-twice = للوثيقة { $id } نصّان مختلفان في هذا الاستيراد. أُخذ الأول؛ استبعد الخاطئ منهما ثم استورد من جديد.
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

## الاستعلامات
library-query-many-words = قُرئت الكلمات الأولى من الاستعلام فقط، وعددها { $shown }.
library-query-excluded-field = ‎-{ $field }: غير ممكن؛ تُرك الحقل.
library-query-unknown-field = «{ $field }:» ليس حقلاً وقُرئ ككلمة. الحقول هي: { $fields }.
library-query-empty-field = لا قيمة للحقل «{ $field }:» فقُرئ ككلمة.
library-query-open-quotation = علامة اقتباس لم تُغلق؛ قُرئ ما يليها كلماتٍ منفردة.
library-query-short-pattern = ينطبق «{ $word }» على كلمات كثيرة جداً. اكتب حرفين على الأقل.
library-query-idle-pattern = لا توجد في المكتبة كلمة توافق «{ $word }».
library-query-wide-pattern = ينطبق «{ $word }» على كلمات كثيرة؛ بُحث عن أولها فقط، وعددها { $shown }. اكتب حروفاً أكثر.

## ملفات التصدير
library-basket-left-out = { $n ->
    [zero] لم يُستبعد أي حكم.
    [one] استُبعد حكم واحد: تصنيفه يمنع إدراجه في ملفات التصدير.
    [two] استُبعد حكمان: تصنيفهما يمنع إدراجهما في ملفات التصدير.
    [few] استُبعدت { $shown } أحكام: تصنيفها يمنع إدراجها في ملفات التصدير.
    [many] استُبعد { $shown } حكماً: تصنيفها يمنع إدراجها في ملفات التصدير.
   *[other] استُبعد { $shown } حكم: تصنيفها يمنع إدراجها في ملفات التصدير.
  }
