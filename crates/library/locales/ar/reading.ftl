# Words of reading: search, documents, provisions, comparison.

thing-actor = الجهة
thing-basket = السلة
thing-basket-provision = الحكم في هذه السلة
thing-document = الوثيقة
thing-import = عملية الاستيراد
thing-match = المطابقة
thing-process = العملية
thing-provision = الحكم
thing-saved-search = البحث المحفوظ
thing-source = المصدر
thing-source-card = بطاقة المصدر
thing-topic = الموضوع
## Menu and first page
library-search = البحث
library-documents = الوثائق
library-processes = العمليات
library-home = البحث عن صياغات سابقة
library-home-lead = مكتبة لاتفاقات السلام ووقف إطلاق النار والقرارات والإرشادات، تُقرأ ويُبحث فيها حكماً حكماً، بست لغات، مع مصدر كل سطر.
library-home-closed = هذه المنظومة متاحة لمن سجّلوا الدخول.
library-try = جرّب سؤالاً:
library-example-1 = كيف تُراقَب خطوط وقف إطلاق النار؟
library-example-2 = المرأة في اللجنة المشتركة
library-example-3 = مرور الرعاة إلى الآبار والمراعي
library-example-4 = البحث عن المفقودين
library-holds = ما تحويه المكتبة
library-provisions = الأحكام
library-topics = المواضيع
library-newest = أحدث الوثائق
library-all-documents = كل الوثائق
library-sources = المصادر
library-licence = الترخيص
library-empty = المكتبة فارغة
library-empty-text = لا توجد وثائق بعد. استورد جدول PA-X أو مجلد نصوص أو قرارات؛ ثم يظهر سطراً سطراً ما فُهم وما لم يُفهم.
library-empty-import = استيراد وثائق
library-empty-ask = يمكن لأحد أمناء هذه المنظومة استيراد الوثائق.

## Asking
library-ask = اسأل بكلماتك، بأيٍّ من اللغات الست
library-find = ابحث
library-how-to-ask = كيف تسأل
library-how-to-ask-text = اكتب سؤالاً أو بضع كلمات بأيٍّ من اللغات الست. تُعرف النصوص باللغات الأخرى من المواضيع التي تدل عليها كلماتك؛ وتظهر هذه المواضيع ويمكن إيقاف كلٍّ منها.
library-browse = أو تصفّح
library-help = صيغة البحث
library-help-words = كلمات: كلٌّ منها يساعد ولا واحدة منها شرط.
library-help-phrase = عبارة بنصها.
library-help-must = كلمة يجب أن ترد، أو يجب ألا ترد.
library-help-prefix = أي نهاية للكلمة.
library-help-near = ضمن خمس كلمات إحداهما من الأخرى.
library-help-or = أحدهما على الأقل.
library-help-field = الحقول: topic, country, region, stage, kind, party, language, process, source, document, from, to, title.
library-understood = فُهم على أنه
library-understood-hint = اختر موضوعاً لإيقافه أو تشغيله.
library-concept-on = محسوب
library-concept-off = موقوف
library-meant = هل تقصد
library-narrowed = فقط
library-narrow = تضييق النتائج
library-take-away = إزالة
library-all-away = بلا أي تصفية
library-search-range = { $x } إلى { $y }
library-by-title = وثائق ترد هذه الكلمات في عنوانها أو وصفها
library-nothing-found = لم يُعثر على أي حكم. أزل إحدى التصفيات، أو استعمل كلمات أقل أو غيرها، أو جرّب:
library-no-answer = لا شيء هنا يجيب عن هذا السؤال. وفيما يلي الأقرب إليه:
library-why = سبب الظهور:
library-why-topic = الموضوع: { $x }
library-why-words = «{ $x }»
library-why-title = في العنوان: { $x }
library-why-meaning = قريب في المعنى
library-also-in = وأيضاً باللغة:
library-wordings = الصياغة نفسها في مواضع أخرى
library-wordings-none = لا يوجد حكم آخر بهذه الصياغة.
library-wordings-legend = المشطوب: في الحكم أعلاه فقط. المسطّر تحته: في الآخر فقط.
library-pages = الصفحات
library-earlier = الصفحة السابقة
library-later = الصفحة التالية
library-name = الاسم
library-in-compartment = في دائرتكم المغلقة
library-basket-put = أضف إلى السلة
library-basket-collected = أصبح الحكم في سلتك
library-basket-into = السلة
library-similar = أحكام مشابهة
library-similar-find = ابحث عن المشابه
library-similar-paste = الصق نصاً
library-similar-hint = حتى 20,000 حرف بأيٍّ من اللغات الست. يُقارن النص ولا يُحفظ.
library-similar-none = لم يُعثر على ما يشبهه.

## Facets
library-facet-topic = الموضوع
library-facet-country = البلد
library-facet-region = المنطقة
library-facet-stage = المرحلة
library-facet-kind = نوع الوثيقة
library-facet-language = اللغة
library-facet-party = الطرف
library-facet-process = العملية
library-facet-source = المصدر
library-facet-text = النص
library-facet-document = الوثيقة
library-facet-decade = العقد
library-date = التاريخ
library-from = من
library-to = إلى
library-date-unknown = التاريخ غير معروف
library-unknown = غير معروف
library-language-ar = العربية
library-language-zh = الصينية
library-language-en = الإنكليزية
library-language-fr = الفرنسية
library-language-ru = الروسية
library-language-es = الإسبانية
library-kind-agreement = اتفاق
library-kind-ceasefire = وقف إطلاق نار
library-kind-resolution = قرار
library-kind-guidance = إرشادات
library-kind-report = تقرير
library-kind-statement = بيان
library-kinds-agreement = الاتفاقات
library-kinds-ceasefire = اتفاقات وقف إطلاق النار
library-kinds-resolution = القرارات
library-kinds-guidance = الإرشادات
library-kinds-report = التقارير
library-kinds-statement = البيانات
library-stage-pre = ما قبل التفاوض، العملية
library-stage-cea = وقف إطلاق النار وما يتصل به
library-stage-subpar = إطاري، جزئي
library-stage-subcomp = إطاري، شامل
library-stage-imp = التنفيذ، إعادة التفاوض
library-stage-ren = التجديد
library-stage-oth = أخرى
library-substage-proc = العملية
library-substage-prin = المبادئ
library-substage-conf = تدبير لبناء الثقة
library-substage-premix = ما قبل التفاوض، مختلط
library-substage-preoth = ما قبل التفاوض، أخرى
library-substage-ceas = اتفاق وقف إطلاق النار
library-substage-rel = متصل بوقف إطلاق النار
library-substage-ceamix = وقف إطلاق النار، مختلط
library-substage-iss = مسألة أساسية
library-substage-multiss = مسائل متعددة
library-substage-frparoth = إطاري جزئي، أخرى
library-substage-frag = اتفاق شامل
library-substage-frcons = دستور
library-substage-frcomoth = إطاري شامل، أخرى
library-substage-impmod = طرائق التنفيذ
library-substage-extsub = يمتد إلى مسائل جديدة أو معلقة
library-substage-extpar = يمتد إلى أطراف جديدة
library-substage-impoth = التنفيذ، أخرى
library-substage-repre = يجدد اتفاقاً لما قبل التفاوض
library-substage-resub = يجدد اتفاقاً إطارياً
library-substage-reimp = يجدد اتفاق تنفيذ
library-substage-reoth = التجديد، أخرى
library-substage-other = أخرى
library-status-multiparty-signed-agreed = موقّع أو متفق عليه بين عدة أطراف
library-status-unilateral-document = وثيقة من جانب واحد
library-status-status-unclear = الوضع غير واضح
library-status-agreement-with-subsequent-status = اتفاق اكتسب وضعه لاحقاً
library-agreement-type-inter = بين دول
library-agreement-type-interintra = بين دول بشأن نزاع داخلي
library-agreement-type-intra = داخل دولة
library-agreement-type-intralocal = داخل دولة، محلي
library-conflict-type-government = الحكم
library-conflict-type-territory = الإقليم
library-conflict-type-government-territory = الحكم والإقليم
library-conflict-type-inter-group = بين جماعات
library-conflict-type-other = أخرى

## Documents
library-any = الكل
library-show = اعرض
library-documents-none = لا توجد وثيقة تطابق هذه التصفيات.
library-facts = البيانات
library-countries = البلدان
library-parties = الأطراف
library-third-parties = الأطراف الثالثة
library-match-suggested = مطابقة مقترحة، { $x }٪
library-substage = المرحلة الفرعية
library-status = الوضع
library-agreement-type = مستوى الاتفاق
library-conflict-type = طبيعة النزاع
library-versions = بلغات أخرى
library-symbol = الرمز
library-external = المعرّفات لدى جهات أخرى
library-replaced-by = حلّت محل هذه الوثيقة
library-text = النص
library-text-none = لا توجد هنا سوى بيانات هذه الوثيقة، دون نصها.
library-text-state-full = النص الكامل
library-text-state-passages = مقتطفات فقط
library-text-state-none = بلا نص
library-texts = نصوص الوثائق ({ $all }): النص الكامل { $full }، مقتطفات فقط { $passages }، بلا نص { $none }
library-at-source = اقرأها في المصدر
library-withdrawn-about = كانت واردة في نص سابق. وتبقى عناوينها صالحة كي تظل الإحالات قائمة.
library-about-document = عن هذه الوثيقة
library-outline = المخطط
library-topics-coded = المواضيع بحسب مرمّزي المصدر
library-topics-not-coded = لم ينظر مرمّزو المصدر في هذه الوثيقة: وجود أي موضوع فيها غير معروف.
library-topics-coded-none = نظر مرمّزو المصدر فيها ولم يجدوا أي موضوع.
library-topics-suggested = المواضيع المستخرجة من النص
library-relations = وثائق ذات صلة
library-relation-amends = تعدّل
library-relation-implements = تنفّذ
library-relation-renews = تجدّد
library-relation-supersedes = تحلّ محل
library-relation-annex-of = مرفق لـ
library-relation-translation-of = ترجمة لـ
library-related-amends = عُدّلت بـ
library-related-implements = نُفّذت بـ
library-related-renews = جُدّدت بـ
library-related-supersedes = حلّت محلها
library-related-annex-of = لها مرفق
library-related-translation-of = تُرجمت في
library-timeline = التسلسل الزمني للعملية
library-gap = من { $x } إلى { $y }: لا توجد وثيقة هنا؛ وما جرى غير معروف
library-gap-about = يظهر الفاصل الذي يزيد على سنة بين وثيقتين على أنه غير معروف: لا تدل هذه المكتبة على أن الفترة كانت هادئة.
library-source = المصدر
library-source-page = صفحة المصدر
library-redistribution-allowed = يجوز إعادة نشر النص.
library-redistribution-non-commercial = يجوز إعادة نشر النص لأغراض غير تجارية، مع ذكر المصدر وبالترخيص نفسه.
library-redistribution-not-allowed = لا يجوز إعادة نشر النص.
library-redistribution-unknown = لا يُعرف إن كان يجوز إعادة نشر النص؛ ويُعامل على أنه غير جائز.
library-cite = الاستشهاد
library-copy = نسخ
library-processes-about = تجمع العملية وثائق مفاوضات واحدة، ويبيّن تسلسلها الزمني مواضع النقص.
library-processes-empty = لا توجد بعد وثيقة تذكر عمليتها. تظهر العمليات هنا بعد استيراد الوثائق.
library-first = أول وثيقة
library-last = آخر وثيقة
library-search-within = ابحث ضمن هذه العملية

## Provisions
library-is-withdrawn = لم يعد أحدث نص للوثيقة يتضمن هذا الحكم.
library-topics-none = لم يُستخرج أي موضوع من هذا النص ولم يضف أحد موضوعاً.
library-topic-suggested = مقترح
library-topic-accepted = مقبول
library-topic-rejected = مرفوض
library-topic-accept = قبول
library-topic-reject = رفض
library-topic-back = تراجع
library-topic-add = أضف موضوعاً باسمه
library-topic-add-button = إضافة
library-topic-none = لا يوجد موضوع «{ $x }». ابحث عنه بين المواضيع واكتب اسمه.
library-topic-several = ينطبق «{ $x }» على عدة مواضيع. اكتب اسم واحد منها: { $y }.
library-surroundings = السياق
library-elsewhere = المسألة نفسها في مواضع أخرى من الوثيقة
library-pasts = صياغته السابقة
library-past-until = حتى { $x }
library-past-legend = المشطوب: في الصياغة السابقة فقط. المسطّر تحته: في اللاحقة فقط.
library-permanent-id = المعرّف الدائم

## Comparison
library-compare = قارن
library-compare-title = وثائق جنباً إلى جنب
library-compare-with = قارن مع…
library-compare-near = وثيقة من العملية نفسها
library-compare-id = أو معرّف أي وثيقة
library-compare-about = تُعرض وثيقتان إلى ست وثائق جنباً إلى جنب، موضوعاً موضوعاً.
library-compare-hint = يرد المعرّف في عنوان الوثيقة، مثل pax:1364. وفي صفحة كل وثيقة أيضاً نموذج للمقارنة.
library-compare-more = أضف وثيقة
library-compare-caution = «لم يُعثر على شيء» يعني أنه لم يُتعرّف في هذا النص على حكم بشأن الموضوع، ولا يعني أنه لا يوجد.
library-none-found = لم يُعثر على شيء
library-compare-none = لم يُتعرّف على أي موضوع في هذه الوثائق. ربما لا توجد نصوصها هنا.
library-compare-choose = اختر مواضيع للقراءة جنباً إلى جنب؛ الأرقام هي عدد الأحكام.
library-compare-rest = هذه هي المواضيع المشتركة بين معظم الوثائق. اختر غيرها في الجدول أعلاه.

## Words with a number
library-used-in = { $n ->
    [zero] لم يُستعمل في أي وثيقة
    [one] مستعمل في وثيقة واحدة
    [two] مستعمل في وثيقتين
    [few] مستعمل في { $shown } وثائق
    [many] مستعمل في { $shown } وثيقة
   *[other] مستعمل في { $shown } وثيقة
  }
library-wordings-found = { $n ->
    [zero] لا أحكام أخرى بهذه الصياغة
    [one] حكم آخر واحد بهذه الصياغة
    [two] حكمان آخران بهذه الصياغة
    [few] { $shown } أحكام أخرى بهذه الصياغة
    [many] { $shown } حكماً آخر بهذه الصياغة
   *[other] { $shown } حكم آخر بهذه الصياغة
  }
library-found = { $n ->
    [zero] لا أحكام
    [one] حكم واحد
    [two] حكمان
    [few] { $shown } أحكام
    [many] { $shown } حكماً
   *[other] { $shown } حكم
  }
library-more = { $n ->
    [zero] لا مزيد
    [one] واحد آخر
    [two] اثنان آخران
    [few] { $shown } أخرى
    [many] { $shown } أخرى
   *[other] { $shown } أخرى
  }
library-n-documents = { $n ->
    [zero] لا وثائق
    [one] وثيقة واحدة
    [two] وثيقتان
    [few] { $shown } وثائق
    [many] { $shown } وثيقة
   *[other] { $shown } وثيقة
  }
library-n-topics = { $n ->
    [zero] لا مواضيع
    [one] موضوع واحد
    [two] موضوعان
    [few] { $shown } مواضيع
    [many] { $shown } موضوعاً
   *[other] { $shown } موضوع
  }
library-text-passages = { $n ->
    [zero] لا مقاطع من هذه الوثيقة هنا.
    [one] هنا مقطع واحد من هذه الوثيقة وليس النص الكامل.
    [two] هنا مقطعان من هذه الوثيقة وليس النص الكامل.
    [few] هنا { $shown } مقاطع من هذه الوثيقة وليس النص الكامل.
    [many] هنا { $shown } مقطعاً من هذه الوثيقة وليس النص الكامل.
   *[other] هنا { $shown } مقطع من هذه الوثيقة وليس النص الكامل.
  }
library-withdrawn = { $n ->
    [zero] لا أحكام أُسقطت من أحدث نص
    [one] حكم واحد لم يعد في أحدث نص
    [two] حكمان لم يعودا في أحدث نص
    [few] { $shown } أحكام لم تعد في أحدث نص
    [many] { $shown } حكماً لم تعد في أحدث نص
   *[other] { $shown } حكم لم تعد في أحدث نص
  }
library-whole-process = { $n ->
    [zero] العملية كلها
    [one] العملية كلها (وثيقة واحدة)
    [two] العملية كلها (وثيقتان)
    [few] العملية كلها ({ $shown } وثائق)
    [many] العملية كلها ({ $shown } وثيقة)
   *[other] العملية كلها ({ $shown } وثيقة)
  }
library-similar-found = { $n ->
    [zero] لا أحكام مشابهة
    [one] حكم مشابه واحد
    [two] حكمان مشابهان
    [few] { $shown } أحكام مشابهة
    [many] { $shown } حكماً مشابهاً
   *[other] { $shown } حكم مشابه
  }
library-topic-score = درجة الثقة { $shown }٪
library-compare-nth = الوثيقة { $shown }
library-n-provisions = { $n ->
    [zero] لا أحكام
    [one] حكم واحد
    [two] حكمان
    [few] { $shown } أحكام
    [many] { $shown } حكماً
   *[other] { $shown } حكم
  }
