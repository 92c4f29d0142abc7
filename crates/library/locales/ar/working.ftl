# كلمات صفحات العمل: المواضيع، الجهات، الاستيراد، السلال، الأشكال، التصدير.
job-library-import = استيراد
library-as-data = كبيانات
library-sure = نعم، أنا متأكد

## المواضيع
library-topics-about = ما تتناوله الأحكام. لكل موضوع أسماء بست لغات؛ والسؤال بأي منها يجد نصوصاً باللغات الأخرى.
library-topics-empty = لا يوجد مكنز في هذه المنظومة، فلا مواضيع للتصفح.
library-topics-find = ابحث عن موضوع باسمه، بأي من اللغات الست
library-topics-not-found = لا يوجد موضوع يبدأ اسمه بهذه الكلمات.
library-topics-all = جميع المواضيع
library-topic-labels = الأسماء بست لغات
library-topic-preferred = الاسم
library-topic-alternative = أيضاً
library-topic-narrower = مواضيع أضيق
library-topic-related = مواضيع ذات صلة
library-topic-codes = الموضوع نفسه في PA-X
library-topic-provisions = أحكام في هذا الموضوع
library-topic-recognised = تعرّف عليه النظام في النص أو أضافه شخص؛ والمواضيع الأضيق مشمولة.
library-topic-no-provisions = لا توجد هنا أحكام في هذا الموضوع.
library-topic-all-provisions = { $n ->
    [zero] لا أحكام
    [one] عرض حكم واحد
    [two] عرض حكمين
    [few] عرض { $shown } أحكام
    [many] عرض { $shown } حكماً
   *[other] عرض { $shown } حكم
  }
library-topic-coded = رمّزته المصادر
library-topic-coded-of = { $n ->
    [zero] من لا وثائق
    [one] من وثيقة واحدة اطلع عليها المرمّزون
    [two] من وثيقتين اطلع عليهما المرمّزون
    [few] من { $shown } وثائق اطلع عليها المرمّزون
    [many] من { $shown } وثيقة اطلع عليها المرمّزون
   *[other] من { $shown } وثيقة اطلع عليها المرمّزون
  }
library-topic-coded-unknown = لم يبحث مرمّزو المصادر الموجودة هنا عن هذا الموضوع: عدد الوثائق التي تتضمنه غير معروف.
library-topic-coded-about = نسب مرمّزو المصدر هذا الموضوع إلى الوثيقة كلها.
library-topic-trend = النسبة بحسب السنة

## الجهات
library-actors = الجهات
library-actors-about = الدول والجماعات المسلحة والمنظمات والأشخاص الذين وقّعوا وثائق أو شهدوا عليها، كلٌّ بجميع أسمائه.
library-actors-find = ابحث عن جهة بأي من أسمائها
library-actors-none = لا توجد جهات بعد. استوردوا جدولًا بالجهات لمطابقة الأسماء الواردة في الوثائق معه.
library-actor-years = من – إلى
library-actor-kind = النوع
library-actor-from = من
library-actor-to = إلى
library-aliases = أسماء أخرى
library-actor-names = أسماء أخرى
library-actor-no-names = لا يُعرف اسم آخر.
library-actor-no-documents = لم تُطابَق أي وثيقة هنا مع هذه الجهة.
library-actor-documents-about = الوثائق التي يرد فيها اسمها، ومنها مطابقات لم يراجعها أحد بعد؛ أما المرفوضة فليست منها.
library-matches = مطابقات للمراجعة
library-matches-about = يقترح النظام الجهة التي يعنيها اسم في وثيقة، مع درجة تشابه الأسماء. لا يُدمج شيء قبل أن يقبله شخص. الأقل يقيناً تأتي أولاً.
library-matches-empty = لا توجد مطابقات بانتظار قرار. بعد استيراد وثائق أو جهات تظهر هنا اقتراحات جديدة.
library-matches-waiting = { $n ->
    [zero] لا مطابقات بانتظار قرار
    [one] مطابقة واحدة بانتظار قرار
    [two] مطابقتان بانتظار قرار
    [few] { $shown } مطابقات بانتظار قرار
    [many] { $shown } مطابقة بانتظار قرار
   *[other] { $shown } مطابقة بانتظار قرار
  }
library-matches-accept-all = { $n ->
    [zero] لا شيء للقبول
    [one] قبول المطابقة الواحدة في هذه الصفحة
    [two] قبول المطابقتين في هذه الصفحة
    [few] قبول جميع المطابقات في هذه الصفحة ({ $shown })
    [many] قبول جميع المطابقات في هذه الصفحة ({ $shown })
   *[other] قبول جميع المطابقات في هذه الصفحة ({ $shown })
  }
library-matches-reject-all = { $n ->
    [zero] لا شيء للرفض
    [one] رفض المطابقة الواحدة في هذه الصفحة
    [two] رفض المطابقتين في هذه الصفحة
    [few] رفض جميع المطابقات في هذه الصفحة ({ $shown })
    [many] رفض جميع المطابقات في هذه الصفحة ({ $shown })
   *[other] رفض جميع المطابقات في هذه الصفحة ({ $shown })
  }
library-matches-later = اترك هذه واعرض التالية
library-match-written = كما كُتب
library-match-side-party = طرف
library-match-side-third-party = طرف ثالث
library-match-suggested-actor = الجهة المقترحة
library-match-score = التشابه

## الاستيراد
library-imports = الاستيراد
library-imports-about = أدخل وثائق. الملف نفسه مرتين لا يغيّر شيئاً؛ وكل عملية استيراد تبيّن ما فُهم وما لم يُفهم، ويمكن التراجع عنها كاملة.
library-imports-none = لم يُستورد شيء بعد. اختر «استيراد ملفات» أعلاه.
library-import-new = استيراد ملفات
library-import-jobs = عمليات الاستيراد الجارية
library-import-what = المحتوى
library-import-send = استيراد
library-import-files = الملفات
library-import-pax = جدول PA-X
library-import-pax-about = جدول الاتفاقات كما تنشره PA-X ‏(CSV)، والنصوص التي يحق لكم حيازتها: تصدير المجموعة كلها (CSV أو أسطر JSON)، أو ملفات الموقع (PDF وغيرها، وفي ملف ZIP أيضاً)، وفي اسم كل منها AgtId.
library-import-pax-table = الجدول أو المجموعة أو الملفات
library-import-pax-codings = جدول أعمدة المواضيع (اختياري)
library-import-texts = نصوص
library-import-texts-about = ملفات TXT بأي ترميز، أو HTML أو Markdown أو DOCX أو PDF، أو ZIP يحتويها، حتى 64 ميبيبايت لكل ملف و512 ميبيبايت مجتمعة.
library-import-texts-kind = نوع النصوص
library-import-texts-ids = أسماء الملفات معرّفات PA-X، مثل 1364.html
library-import-source-by-kind = بحسب نوع النص
library-import-provisions = أحكام
library-import-provisions-about = كائن JSON واحد في كل سطر (JSONL)، فيه agreement_id وtext، واختيارياً segment وtitle وdate وlanguage.
library-import-actors = جهات
library-import-actors-about = جدول (CSV) فيه عمود actor_name أو name، واختيارياً aliases وkind وid.
library-import-demo = العالم التجريبي
library-import-state-done = تم
library-import-state-undone = تم التراجع عنه
library-import-was-undone = تم التراجع عن هذا الاستيراد في { $x }.
library-import-stays = { $n ->
    [zero] لا تبقى وثائق على حالها.
    [one] تبقى وثيقة واحدة منه على حالها: هي أو جزء منها مصنّف بحيث لا يجوز لمن تراجع عن الاستيراد تغييرها.
    [two] تبقى وثيقتان منه على حالهما: هما أو أجزاء منهما مصنّفة بحيث لا يجوز لمن تراجع عن الاستيراد تغييرهما.
    [few] تبقى { $shown } وثائق منه على حالها: هي أو أجزاء منها مصنّفة بحيث لا يجوز لمن تراجع عن الاستيراد تغييرها.
    [many] تبقى { $shown } وثيقة منه على حالها: هي أو أجزاء منها مصنّفة بحيث لا يجوز لمن تراجع عن الاستيراد تغييرها.
   *[other] تبقى { $shown } وثيقة منه على حالها: هي أو أجزاء منها مصنّفة بحيث لا يجوز لمن تراجع عن الاستيراد تغييرها.
  }
library-import-counts = العدّ
library-count-read = الصفوف أو الملفات المقروءة
library-count-documents-new = وثائق جديدة
library-count-documents-changed = وثائق متغيرة
library-count-documents-same = وثائق كما كانت
library-count-text-full = وثائق بنصها الكامل
library-count-text-passages = وثائق بمقتطفات فقط
library-count-text-none = وثائق بلا نص
library-count-provisions-new = أحكام جديدة
library-count-provisions-changed = أحكام متغيرة
library-count-provisions-withdrawn = أحكام مسحوبة
library-count-actors = جهات
library-count-matches = مطابقات مقترحة
library-count-refused = مرفوض
library-count-doubtful = مشكوك فيه
library-import-notes = ما لم يُفهم
library-import-no-notes = فُهم كل ما في هذه الملفات.
library-import-notes-about = كلٌّ مع موضعه في الملف. الصفوف المرفوضة تُركت؛ والمشكوك فيها أُخذت دون الجزء المعيب.
library-import-notes-file = جميعها في جدول (CSV)
library-import-notes-range = من { $x } إلى { $y }
library-import-notes-of = من أصل { $x }
library-import-severity = النتيجة
library-severity-refused = مرفوض
library-severity-doubtful = مشكوك فيه
library-import-file = الملف
library-import-row = الصف
library-import-column = العمود
library-import-reason = السبب
library-import-understood = ما فُهم
library-import-columns = { $n ->
    [zero] لا أعمدة
    [one] عمود واحد
    [two] عمودان
    [few] { $shown } أعمدة
    [many] { $shown } عموداً
   *[other] { $shown } عمود
  }
library-import-filled = الصفوف التي تملؤه
library-import-unused = أعمدة غير مستخدمة
library-import-unused-about = هي في الملفات، لكن لا مكان لها في المكتبة.
library-import-undo = التراجع عن هذا الاستيراد
library-import-undo-about = تُزال الوثائق التي جاء بها، ومن السلال أيضاً. وتعود الوثائق التي غيّرها كما كانت.

## السلال وعمليات البحث المحفوظة
library-baskets = السلال
library-baskets-about = اجمع أحكاماً ورتّبها ودوّن عليها وخذها معك مع مصادرها. أنت وحدك ترى سلالك.
library-basket-first = سلتي
library-basket-open = فتح سلة
library-basket-empty = هذه السلة فارغة. ابحث عن أحكام وضعها فيها.
library-basket-save-as = حفظ بصيغة
library-basket-print = للطباعة استخدم أمر الطباعة في المتصفح: تبقى الملاحظات والمصادر، وتُحذف الأزرار.
library-basket-note = ملاحظة
library-basket-itself = هذه السلة
library-basket-rename = تغيير الاسم
library-basket-remove = حذف هذه السلة
library-baskets-none = ليست لديك سلة بعد. افتح سلة، أو ضع حكماً في سلة أثناء البحث.
library-basket-take-out = إزالة
library-basket-annotate = كتابة ملاحظة
library-basket-move = نقل داخل السلة
library-basket-provision = الحكم
library-basket-to = الموضع الجديد
library-basket-to-first = إلى البداية
library-basket-to-up = إلى أعلى
library-basket-to-down = إلى أسفل
library-basket-to-last = إلى النهاية
library-basket-remove-sure = { $n ->
    [0] هل تُحذف السلة الفارغة «{ $title }»؟
    [one] هل تُحذف السلة «{ $title }» وفيها حكم واحد مع ملاحظته؟ يبقى الحكم في المكتبة.
    [two] هل تُحذف السلة «{ $title }» وفيها حكمان مع ملاحظاتهما؟ يبقى الحكمان في المكتبة.
    [few] هل تُحذف السلة «{ $title }» وفيها { $shown } أحكام مع ملاحظاتها؟ تبقى الأحكام في المكتبة.
    [many] هل تُحذف السلة «{ $title }» وفيها { $shown } حكماً مع ملاحظاتها؟ تبقى الأحكام في المكتبة.
   *[other] هل تُحذف السلة «{ $title }» وفيها { $shown } حكم مع ملاحظاتها؟ تبقى الأحكام في المكتبة.
}
library-created-at = تاريخ الإنشاء
library-searches = عمليات البحث المحفوظة
library-searches-about = أسئلة محفوظة باسم. أعد تشغيل أحدها لترى ما استجد.
library-searches-none = لا توجد عمليات بحث محفوظة. اطرح سؤالاً ثم احفظه باسم.
library-saved-query = السؤال
library-saved-search-save = احفظ هذا البحث
library-saved-search-forget = نسيان
library-saved-search-forget-sure = هل يُنسى البحث المحفوظ «{ $title }»؟ يبقى ما يجده في المكتبة.

## الأشكال
library-figures = الاتجاهات والخرائط
library-figure-trends = المواضيع بحسب السنة
library-figure-map = الخريطة
library-figure-trends-about = نسبة الاتفاقات التي تتضمن موضوعاً من بين ما اطلع عليه مرمّزو المصدر. السنة التي لا اتفاق فيها من هذا القبيل بلا بيانات، وهذا ليس صفراً.
library-figure-map-about = الوثائق بحسب البلد، أو نسبة الوثائق المرمّزة التي تتضمن موضوعاً. الوثيقة التي تذكر بلدين تُحسب لكليهما.
library-figure-and-topic = والموضوع
library-figure-choose-topic = اختر موضوعاً لترى نسبته بحسب السنة.
library-figure-nothing = لا توجد وثيقة تطابق هذه المرشحات. أزل أحدها.
library-figure-share-axis = نسبة الاتفاقات المرمّزة التي تتضمن الموضوع
library-figure-n-by-year = الاتفاقات المرمّزة بحسب السنة (n)
library-figure-trend-of = نسبة الاتفاقات المرمّزة بحسب السنة: { $x }
library-figure-map-count = الوثائق بحسب البلد
library-figure-map-share = نسبة الوثائق المرمّزة التي تتضمن الموضوع: { $x }
library-figure-map-all-documents = جميع الوثائق
library-figure-map-none = لا وثائق هنا
library-figure-no-data = لا بيانات
library-figure-not-coded = مرمّزو المصادر الموجودة هنا لا يرمّزون موضوع «{ $x }»: عدد الوثائق التي تتضمنه غير معروف.
library-figure-range = من { $x } إلى { $y }
library-figure-table = الشيء نفسه في جدول
library-figure-year = السنة
library-figure-n = مرمّزة (n)
library-figure-with = مع الموضوع
library-figure-share = النسبة
library-figure-undated = { $n ->
    [zero] لا اتفاقات مرمّزة بلا تاريخ معروف.
    [one] اتفاق مرمّز واحد تاريخه غير معروف، فلا يدخل في أي سنة.
    [two] اتفاقان مرمّزان تاريخهما غير معروف، فلا يدخلان في أي سنة.
    [few] { $shown } اتفاقات مرمّزة تاريخها غير معروف، فلا تدخل في أي سنة.
    [many] { $shown } اتفاقاً مرمّزاً تاريخها غير معروف، فلا تدخل في أي سنة.
   *[other] { $shown } اتفاق مرمّز تاريخها غير معروف، فلا تدخل في أي سنة.
  }
library-figure-without-country = { $n ->
    [zero] لا وثائق دون بلد.
    [one] وثيقة واحدة لا تذكر بلداً، فليست على الخريطة.
    [two] وثيقتان لا تذكران بلداً، فليستا على الخريطة.
    [few] { $shown } وثائق لا تذكر بلداً، فليست على الخريطة.
    [many] { $shown } وثيقة لا تذكر بلداً، فليست على الخريطة.
   *[other] { $shown } وثيقة لا تذكر بلداً، فليست على الخريطة.
  }
library-figure-undrawn = معدودة في الجدول دون مكان على الخريطة:
library-figure-boundaries = لا تنطوي الحدود والأسماء المبيّنة والتسميات المستخدمة في هذه الخريطة على إقرار أو قبول رسمي. وتُرسم المناطق المتنازع عليها دون حكم على وضعها.
library-figure-counted-from = حُسب من
library-figure-changed = آخر تغيير
library-figure-version = إصدار البيانات
library-figure-thesaurus = المكنز
library-figure-address = عنوان هذا الشكل:

## التصدير والمصادر
library-export = التصدير
library-export-about = جميع الأحكام مع وثائقها ومصادرها ورخصها في ملف واحد. تُكتب الملفات الكبيرة أثناء إرسالها.
library-export-empty = لا شيء للتصدير بعد.
library-export-left-out = تُستبعد هذه المصادر لأن رخصتها لا تسمح لنا بإعادة نشر نصوصها:
library-export-terms = لقد سجّلت الدخول، لذا فإن جميع المصادر مشمولة. وتبقى رخصها ملزمة لك؛ وكل سطر يذكر رخصته.
library-export-columns = سطر لكل حكم، فيه نصه وموضعه ووثيقته وتاريخه والبلدان والمصدر والرخصة.
library-sources-about = من أين تأتي النصوص، وبأي شروط.
library-sources-empty = لا توجد مصادر بعد. تظهر المصادر مع أول استيراد منها.
library-source-coverage = يغطي
library-stats = محتوى المكتبة
library-import-marked-who-sees = من سيراه
library-import-marked-everybody = كل من يجوز له القراءة هنا
library-import-marked-level = التصنيف
library-import-marked-level-none = بلا تصنيف: يراه الجميع
library-import-marked-review = يُراجَع في
library-import-marked-reason = لماذا
library-import-marked-who-sees-about = اختاروا دائرة مغلقة وتصنيفًا، فلن يجد النصوص والاستيراد والمهمة إلا المذكورون بجانبها. تُحذف الملفات المرسلة من الخادم بعد ذلك.
library-originals = الأصول
library-originals-about = تُحفظ مختومة لأعضاء الدائرة المغلقة، وتُمحى إذا أُلغي الاستيراد. ويُسجَّل كل تنزيل لها.
