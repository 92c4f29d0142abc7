thing-country = البلد
thing-country-forecast = توقع البلد
thing-factor = العامل
thing-release = إصدار البيانات
thing-second-opinion = الرأي الثاني في البلد
thing-situation = الوضع
thing-watch = عتبة
warning-menu = الإنذار المبكر
warning-title = الإنذار المبكر
warning-forecast = التوقعات
warning-forecast-for = التوقعات لشهر { $x }
warning-rests-on = تستند إلى بيانات حتى { $x }؛ الطريقة { $y }.
warning-release = إصدار البيانات
warning-releases = إصدارات البيانات
warning-releases-none = لم يُستورد أي إصدار بعد.
warning-release-done = ساري
warning-release-undone = مسحوب
warning-stale = مصدر واحد على الأقل قديم أو متعطل: قد يتأخر المعروض عن الأحداث.
warning-feeds = مصادر البيانات
warning-feeds-about = من أين تأتي البيانات وعمرها وما لم يُفهم في كل استيراد. يُعد المصدر قديماً إذا انتهى أحدث شهر فيه قبل أكثر من شهرين أو فشلت آخر قراءة له.
warning-feed-stale = قديم
warning-feed-fresh = حديث
warning-months-ahead = الأشهر القادمة
warning-map = الخريطة
warning-map-risk = احتمال 25 وفاة على الأقل
warning-map-change = التغير منذ الشهر السابق
warning-much-lower = أقل بأكثر من 5 نقاط
warning-lower = أقل بنقطة إلى 5 نقاط
warning-about-same = مستقر تقريباً
warning-higher = أعلى بنقطة إلى 5 نقاط
warning-much-higher = أعلى بأكثر من 5 نقاط
warning-no-comparison = لا يوجد ما يُقارن به
warning-no-forecast = لا توجد توقعات
warning-show = عرض
warning-deaths-are = الوفيات هي وفيات العنف الذي تكون الدولة طرفاً فيه، أفضل تقدير؛ والشهر غير المرصود لا يُعرض صفراً أبداً.
warning-country = البلد
warning-chance-1 = احتمال ≥ 1 وفاة
warning-chance-25 = احتمال ≥ 25 وفاة
warning-chance-100 = احتمال ≥ 100
warning-chance-1000 = احتمال ≥ 1000
warning-change-points = التغير بالنقاط
warning-escalation = تصعيد
warning-lull = هدوء
warning-deaths = الوفيات
warning-deaths-mean = الوفيات المتوقعة
warning-deaths-median = الوسيط
warning-range-50 = نطاق 50٪
warning-range-80 = نطاق 80٪
warning-range-95 = نطاق 95٪
warning-fan = الوفيات شهرياً في { $x }: المرصودة والمتوقعة
warning-fan-about = النطاقات المظللة تحوي الشهر باحتمال 50 و80 و95٪.
warning-fan-observed = مرصود
warning-fan-median = التوقع، الوسيط
warning-fan-magnitude = المقياس لوغاريتمي، لكي تُقرأ الأشهر الأخرى إلى جانب أشدها فتكًا.
warning-spike = { $month } شهر غير مسبوق: عدد القتلى { $deaths }، وهو في الشهر المعتاد { $usual }.
warning-spike-after = عدد مثل هذه الأشهر في جميع البلدان { $n }: تلا { $fell } منها نصفُ سنة لم يتجاوز فيه القتلى شهريًا عُشر ذلك العدد، وتلا { $stayed } منها نصفُ سنة بلغوا فيه نصفه على الأقل.
warning-spike-unknown = المعروف من مثل هذه الأشهر أقل من أن يُقال ما يتلوها عادة.
warning-first-months = الأشهر الأولى
warning-first-months-about = احتمال أن يشهد بلد لم يسقط فيه 25 قتيلًا في أي من الأشهر الأربعة والعشرين الأخيرة شهرًا فيه 25 قتيلًا على الأقل.
warning-first-months-blind = يستند إلى القتلى السابقين هنا وفي البلدان المجاورة وحدهم، ولا يرى حربًا لم تسبقها مثل هذه العلامات، كالانقلاب أو الغزو.
warning-first-months-usual = الاحتمال المعتاد لمثل هذه البلدان خلال 12 شهرًا: { $x }.
warning-first-months-neighbours = الجيران والعالم
warning-first-months-odds = تبيّن المعاملات مقدار ما يرفع كل منها الأرجحية أو يخفضها خلال 12 شهرًا مقارنة ببلد هادئ متوسط.
warning-first-months-scores = البلدان الهادئة فقط: ما توقعته الطريقة إلى جانب ثلاثة توقعات بسيطة للبلدان والأشهر نفسها.
warning-first-months-within = الشهر الأول
warning-first-months-came = ما وقع
warning-within-months = { $n ->
    [zero] خلال { $shown } شهر
    [one] خلال شهر واحد
    [two] خلال شهرين
    [few] خلال { $shown } أشهر
    [many] خلال { $shown } شهرًا
    *[other] خلال { $shown } شهر
}
warning-model-share-so-far = نسبة مثل هذه البلدان حتى الآن
warning-model-months-since = الأشهر منذ آخر قتيل
warning-model-neighbours = القتلى في البلدان المجاورة
warning-observed-months = { $n ->
    [one] شهر واحد مرصود
    [two] شهران مرصودان
    [few] { $shown } أشهر مرصودة
    *[other] { $shown } شهراً مرصوداً
}
warning-why = ما الذي تغير
warning-why-month = احتمال 25 وفاة على الأقل في { $x }، قبل شهر والآن:
warning-why-about = النقاط التي يضيفها كل جزء من الطريقة إلى التغير؛ ومجموعها هو التغير كله.
warning-part-own-past = ماضي البلد نفسه
warning-part-similar = لحظات مشابهة في جميع البلدان
warning-part-nothing = لا يحدث شيء
warning-part-anywhere = كل شيء ممكن
warning-month-by-month = شهراً بشهر
warning-month = الشهر
warning-year = السنة
warning-similar = لحظات مشابهة وما تلاها
warning-similar-about = أشهر ماضية لبلدان أخرى كانت سلاسلها الأشبه بهذه السلسلة الآن.
warning-year-before = وفيات السنة السابقة
warning-year-after = وفيات السنة اللاحقة
warning-not-observed = غير مرصود
warning-calendar = تقويم الوفيات
warning-calendar-about = الخلايا الأغمق فيها وفيات أكثر. النقطة شهر غير مرصود، والصفر شهر لم يُبلّغ فيه عن وفيات.
warning-differing = { $n ->
    [one] في شهر واحد تختلف السلسلة والأحداث (السلسلة / الأحداث)
    *[other] في { $shown } من الأشهر تختلف السلسلة والأحداث (السلسلة / الأحداث)
}
warning-events = أكثر الأحداث فتكاً في الاثني عشر شهراً الأخيرة
warning-events-none = لا أحداث هنا لهذه الأشهر؛ ولا يعني ذلك أنها لم تقع.
warning-when = متى
warning-violence = العنف
warning-violence-state = الدولة طرف فيه
warning-violence-non-state = بين غير الدول
warning-violence-one-sided = من طرف واحد
warning-violence-other = أخرى
warning-sides = الأطراف
warning-place = المكان
warning-precision = دقة المكان
warning-precision-1 = مكان محدد
warning-precision-2 = ضمن 25 كم
warning-precision-3 = منطقة
warning-precision-4 = محافظة
warning-precision-5 = على امتداد خط أو منطقة واسعة
warning-precision-6 = البلد فقط
warning-precision-7 = في البحر أو الجو
warning-unknown = غير معروف
warning-scores = النتائج
warning-scores-about = مدى جودة التوقعات في سنوات انتهت، إلى جانب أربعة خطوط أساس بسيطة. الأصغر من CRPS وIGN وMIS أفضل. وقد جرى توقع كل سنة ببيانات تنتهي في تشرين الأول/أكتوبر من السنة السابقة.
warning-scores-empty = لم تُحفظ نتائج بعد. يبدأها أمين المحتوى هنا أو من سطر الأوامر:
warning-keep-score = أعد تقييم السنوات الأخيرة
warning-leaderboard = حسب السنة
warning-model = النموذج
warning-model-method = هذه الطريقة
warning-model-zero = صفر
warning-model-last-month = الشهر الأخير
warning-model-pool-240 = 240 شهراً لجميع البلدان
warning-model-conflictology = آخر 12 شهراً (conflictology)
warning-brier = نتيجة براير
warning-log-score = النتيجة اللوغاريتمية، بت
warning-calibration-error = خطأ المعايرة
warning-average-precision = متوسط الدقة
warning-calibration = ما قيل وكم مرة تحقق
warning-calibration-said = الاحتمال المعلن
warning-calibration-came = نسبة ما تحقق
warning-as-table = كجدول
warning-scores-by-step = CRPS حسب الأشهر القادمة
warning-by-region = حسب المنطقة
warning-region = المنطقة
warning-misses = ما فات التوقع
warning-misses-about = أشهر فيها 25 وفاة على الأقل أعطتها الطريقة أقل من 20٪.
warning-false-alarms = إنذارات كاذبة
warning-false-alarms-about = أشهر فيها أقل من 25 وفاة أعطتها الطريقة 50٪ أو أكثر.
warning-source = المصدر
warning-source-ucdp-ged = أحداث UCDP
warning-source-series = سلسلة بلد-شهر
warning-source-acled = أحداث ACLED
warning-state = الحالة
warning-data-until = بيانات حتى
warning-age-months = العمر بالأشهر
warning-last-success = آخر نجاح
warning-last-try = آخر محاولة
warning-rows = الصفوف المقروءة
warning-error = ما الخطأ
warning-refused = مستبعد
warning-doubtful = مشكوك فيه
warning-covers = كامل من { $x } إلى { $y }
warning-events-new = أحداث جديدة
warning-events-revised = أحداث مُراجعة
warning-events-withdrawn = أحداث مسحوبة
warning-events-same = أحداث بلا تغيير
warning-months-new = أشهر بلدان جديدة
warning-months-revised = أشهر بلدان مُراجعة
warning-not-understood = ما لم يُفهم
warning-all-understood = فُهم كل شيء.
warning-file = الملف
warning-row = الصف
warning-column = العمود
warning-reason = السبب
warning-situations = الأوضاع
warning-situations-about = ما يتابعه الموظفون ويقدّرونه شهراً بشهر، باحتمالاتهم الخاصة التي تُقيَّم كما تُقيَّم الطريقة.
warning-situations-none = لا يُتابَع أي وضع بعد.
warning-situation = الوضع
warning-situation-open = تابع وضعاً
warning-marking = من يراه
warning-direction = الاتجاه
warning-direction-deteriorated = ↓ متدهور
warning-direction-improved = ↑ متحسن
warning-direction-unchanged = → دون تغيير
warning-flags = الشهر القادم
warning-risk-alert = تنبيه بخطر النزاع
warning-resolution-opportunity = فرصة للحل
warning-confidence = درجة الثقة
warning-confidence-low = منخفضة
warning-confidence-moderate = متوسطة
warning-confidence-high = عالية
warning-notes = الملاحظات
warning-notes-none = لم تُكتب ملاحظة بعد.
warning-rationale = التعليل
warning-chance-month = الشهر الذي يخصه احتمالك
warning-officer-chance = احتمال الموظف لوقوع { $y } وفاة على الأقل في { $x }:
warning-officers-record = احتمالات الموظفين حتى الآن بمتوسط درجة براير (0 هو الأفضل) إلى جانب الطريقة في الأشهر نفسها
warning-deaths-at-least = الوفيات على الأقل
warning-chances-scored = الاحتمالات المقيَّمة
warning-officers = الموظفون
warning-not-yet-known = لم يُعرف ما حدث بعد.
warning-next-review = المراجعة القادمة
warning-analysis = الأطراف والدوافع والمحفزات والمعرقلون
warning-analysis-none = لم يُدوَّن أي عامل بعد.
warning-factor-party = طرف
warning-factor-driver = دافع
warning-factor-trigger = محفز
warning-factor-spoiler = معرقل
warning-kind = النوع
warning-name = الاسم
warning-detail = المصالح أو ما يُعرف
warning-scenarios = السيناريوهات
warning-scenarios-none = لم تُحدَّد سيناريوهات بعد.
warning-scenarios-about = سيناريو في كل سطر يسبقه احتماله: 70 % وقف إطلاق النار صامد. مجموع الاحتمالات 100 %.
job-warning-import = استيراد الأحداث والسلاسل
job-warning-forecast = التوقعات
job-warning-backtest = تقييم السنوات الماضية
job-warning-sync = قراءة مصدر
warning-watches = قوائم المتابعة
warning-review-due = حان وقت المراجعة
warning-alerts = التنبيهات
warning-indicator = المؤشر
warning-indicator-deaths = وفيات أحدث شهر
warning-indicator-chance-25 = احتمال ≥ 25 وفاة الشهر القادم
warning-indicator-chance-escalation = احتمال التصعيد الشهر القادم
warning-value = القيمة
warning-quiet-days = أيام الهدوء بعد التنبيه
warning-events-map = الأحداث على خريطة
warning-events-of = الأحداث: { $x }
warning-events-about = أين أُبلغ عن وقوع أحداث. يُرسم المكان مساحةً لا نقطة: كلما قلّت دقة معرفة المصدر به اتسعت المساحة. ويقع الحدث في موضع ما داخلها.
warning-events-word = الأحداث
warning-deadliest = الأحداث الأكثر فتكا
warning-from-month = من
warning-until-month = إلى
warning-from-until = من { $x } إلى { $y }
warning-violence-all = جميع الأنواع
warning-n-events = { $n ->
    [zero] { $shown } حدث
    [one] حدث واحد
    [two] حدثان
    [few] { $shown } أحداث
    [many] { $shown } حدثا
    *[other] { $shown } حدث
}
warning-n-deaths = { $n ->
    [zero] { $shown } وفاة
    [one] وفاة واحدة
    [two] وفاتان
    [few] { $shown } وفيات
    [many] { $shown } وفاة
    *[other] { $shown } وفاة
}
warning-sources-apart = تروي المصادر الأحداث نفسها كلٌّ بطريقته، فلا يُعرض إلا مصدر واحد في كل مرة ولا تُجمع أرقامها أبدا.
warning-areas = مدى اتساع رسم المكان
warning-area = مرسوم على شكل
warning-area-radius = { $x } من كل جهة
warning-area-country = البلد كله
warning-areas-about = تُرسم الأقضية والمحافظات دوائر بحجم معتاد، وحدودها الحقيقية مختلفة. وكلما كانت المساحة أغمق زاد عدد الوفيات: 0، 1–24، 25–99، 100 أو أكثر.
warning-km = { $x } كم
warning-precision-unknown = لم تُذكر الدقة
warning-no-outline = حدود هذا البلد غير معروفة هنا، ولذلك لا تُرسم الأحداث التي قد تقع في أي مكان منه؛ وهي في الجدول.
warning-boundaries = لا تنطوي الحدود والأسماء المبيّنة والتسميات المستخدمة في هذه الخريطة على إقرار أو قبول رسمي. وتُرسم المناطق المتنازع عليها دون حكم على وضعها.
warning-all = الكل
warning-scores-nothing = لم يُقيَّم شيء في هذا الجزء.
warning-leaderboard-plot = الدرجات كمضاعفات لآخر 12 شهرا (كونفليكتولوجي)
warning-leaderboard-about = ما يقع يسار الخط المتقطع أفضل من مجرد تكرار آخر 12 شهرا. العلامة الممتلئة لجميع السنوات معا، والحلقة لسنة واحدة؛ وما زاد على 3× يقف عند الحافة.
warning-calibration-about = احتمالات وقوع 25 وفاة على الأقل: العلامات على القطر تحققت بقدر ما قيل. وكلما كبرت العلامة زاد عدد مرات ذكر ذلك الاحتمال.
warning-sharpness = كم مرة ذُكر كل احتمال
warning-sharpness-said = الاحتمال المعلن (%)
warning-sharpness-about = التوقعات الحادة تقول القليل بين 20 و80. الارتفاعات لوغاريتمية لأن معظم أشهر البلدان هادئة؛ وعدد أشهر البلدان مكتوب فوق كل عمود.
warning-widths = متوسط عرض نطاق 90٪ بحسب عدد الأشهر المقبلة
warning-widths-about = الأضيق أحدّ ما دام النطاق يضم 90٪ مما حدث: وتبيّن الجداول كم ضمّ.
warning-width-90 = نطاق 90٪: العرض
warning-held-90 = نطاق 90٪: ما ضمّه
warning-surprises-none = لا شيء في هذا الجزء.
warning-source-views = توقعات VIEWS
warning-second-opinion = رأي ثانٍ
warning-views-says = احتمال وقوع 25 وفاة على الأقل بحسب VIEWS، { $x }:
warning-second-opinion-about = توقع فريق آخر من بياناته ونماذجه. يُعرض ويُقيَّم إلى جانب توقعنا ولا يُخلط به أبدا.
warning-views-rests-on = البيانات حتى { $x }
warning-second-opinion-scores = VIEWS وتوقعاتنا المحفوظة لأشهر البلدان نفسها من بيانات تنتهي بالشهر نفسه. الأصغر أفضل.
warning-second-opinion-none = لا يوجد شهر توقعته VIEWS معروفٌ ومتوقَّع هنا من البيانات نفسها.
warning-deaths-error = خطأ الوفيات المتوقعة
warning-second-opinion-alone = أشهر البلدان المعروفة التي توقعتها VIEWS دون توقع منا من البيانات نفسها: { $shown }. ضع توقعا لـ:
warning-bring = استيراد البيانات
warning-bring-about = كل ملف أو قراءة يصبح إصدارا مع تقرير: ما هو جديد وما نُقّح وكل صف لم يُفهم، بحسب الملف والصف والعمود. ويمكن سحب الإصدار.
warning-bring-files = إرسال ملفات
warning-bring-series = الوفيات بحسب البلد والشهر
warning-bring-series-about = جدول CSV فيه month_id (1 هو يناير 1980) وcountry_id وiso3 وged_sb.
warning-bring-ged = أحداث UCDP
warning-bring-ged-about = أحداث UCDP ذات الإحداثيات، السنوية أو المرشحة، CSV كما نُشرت. يوم انتهاء الحدث يحدد شهره.
warning-bring-acled = أحداث ACLED
warning-bring-acled-about = جواب محفوظ من واجهة ACLED ‏(JSON). يُعرض أحداثا ولا يُخلط بالسلسلة أبدا.
warning-bring-views = توقعات VIEWS
warning-bring-views-about = جولة واحدة بحسب البلد والشهر: CSV فيه month_id وisoab وmain_mean وmain_dich، أو جواب محفوظ من الواجهة. رأي ثانٍ لا يُخلط بتوقعنا أبدا.
warning-bring-file = الملف
warning-bring-whole = الأشهر التي تكون الملفات كاملة لها
warning-bring-whole-about = إذا ملأت هذا عُدّ الشهر الخالي من الأحداث شهرا بلا وفيات، وسُحبت الأحداث التي لم تعد في الملفات. اتركه فارغا إن لم تكن متأكدا.
warning-bring-send = إرسال
warning-bring-sync = قراءة مصدر عبر الشبكة
warning-bring-sync-about = بالعنوان والمفتاح اللذين حددهما المشغّل. لا يُقرأ شيء ما لم يُحدَّد عنوان.
warning-bring-version = الإصدار
warning-bring-newest = اتركه فارغا لأحدث جولة.
warning-bring-read = اقرأ الآن
warning-bring-unset = لم يُحدَّد عنوان. يحدده المشغّل باسم
warning-bring-forecast = إجراء توقع
warning-bring-forecast-about = يتوقع لكل بلد من شهر إلى 14 شهرا مقبلا. يُحفظ التوقع دائما ولا يُستبدل أبدا.
warning-bring-newest-cut-off = أحدثها يستند إلى بيانات حتى { $x }.
warning-bring-cut-off = آخر شهر من البيانات؛ اتركه فارغا لآخر شهر كامل
warning-bring-no-data = استورد البيانات أولًا.
warning-bring-jobs = المهام
warning-empty-curator = لا شيء هنا بعد. ابدأ بسلسلة الوفيات بحسب البلد والشهر:
warning-empty-reader = لا شيء هنا بعد. أمين المحتوى هو من يدخل البيانات.
warning-sure = نعم، أنا متأكد

# Watch lists
warning-watches-none = لم تُحدَّد أي عتبة بعد.
warning-watch-set = تحديد عتبة
warning-watch-change = تعديل العتبة
warning-watch-end = إنهاء متابعة العتبة
warning-watch-end-sure = لن تُتابَع بعد الآن العتبة المحددة لـ { $country } ({ $indicator }): لن يصدر أي إنذار جديد ولن يُرسَل أو يُرفَع. تبقى الإنذارات الصادرة محفوظة.
warning-watch-active = قائم
warning-watch-ended = منتهٍ
warning-alert-acknowledge = تأكيد الاطلاع
warning-alert-escalate = رفع إلى مستوى أعلى
warning-alerts-none = لم تُتجاوز أي عتبة بعد.
warning-threshold = العتبة
warning-threshold-hint = الوفيات عددًا (25)، والاحتمال نسبةً مئوية (25 %).
warning-officer = الموظف المسؤول
warning-escalate-days = عدد الأيام قبل رفع الإنذار
warning-escalate-days-hint = 0 يعني عدم الرفع.
warning-escalate-mail = البريد الإلكتروني للإنذارات المرفوعة
warning-officer-mail = البريد الإلكتروني للموظف
warning-field-level = «{ $x }» ليس عددًا أكبر من 0 ولا نسبة مئوية. اكتب 25 أو 25 %.
warning-error-threshold-deaths = تُحسب الوفيات ابتداءً من 1. اذكر 1 أو أكثر، من دون %.
warning-error-threshold-chance = لا يتجاوز الاحتمال 100 %. اكتبه هكذا: 25 %.
warning-error-country-unknown = لم يُستورد شيء عن «{ $x }». اختر بلدًا تتوافر عنه بيانات.
warning-error-watch-keeps = لا يتغير بلد العتبة ولا مؤشرها. أنهِ هذه وحدِّد غيرها.
warning-error-alert-closed = سبق تأكيد الاطلاع على هذا الإنذار أو رفعه، أو أنه غير موجود هنا.
warning-mail-alert = { $country }: { $what }: { $value } ({ $month })
warning-mail-escalated = لم يؤكَّد الاطلاع: { $country }: { $what }: { $value } ({ $month })
warning-mail-body = { $subject }

    العتبة: { $threshold }. الموظف المسؤول: { $officer }. يستند إلى: { $rests }.
    لتأكيد الاطلاع: { $address }
# الأخطاء
warning-error-month = «{ $text }» ليس شهراً. اكتبه على نحو 2026-09.
warning-error-day-over = انقضى يوم { $day }. اختر اليوم أو ما بعده.
warning-error-whole-number = «{ $text }» ليس عدداً صحيحاً.
warning-error-violence = «{ $word }» ليس نوعاً من العنف. اختر واحداً من: { $words }.
warning-error-year = { $year } ليست سنة يمكن توقعها. اذكر سنوات مثل 2018.
warning-error-span = تنتهي الفترة ({ $until }) قبل أن تبدأ ({ $from }). اختر نهاية لاحقة.
warning-error-covers = «{ $text }» ليس فترة بالأشهر. اكتبها على نحو 2020-01..2020-12.
warning-error-covers-half = اذكر الشهرين اللذين تكون الملفات كاملة بينهما، أو لا تذكر أياً منهما.
warning-error-nothing-to-score = لا يوجد ما يُقيَّم بعد. استورد سلسلة أولاً: goodoffices warning import series FILE.
warning-error-nothing-to-forecast = لا يوجد ما يُبنى عليه توقع بعد. استورد سلسلة أو أحداثاً أولاً: goodoffices warning import series FILE.
warning-error-cut-off = تمتد البيانات من { $from } إلى { $until }. اختر آخر شهر من البيانات ضمن هذه الأشهر.
warning-error-no-forecast = لم يُجرَ أي توقع بعد.
warning-error-no-scores = لم تُحفظ أي نتائج تقييم بعد.
warning-error-actuals-year = لا تحتوي القيم الفعلية على شيء من سنة { $year }. سنواتها: { $years }.
warning-error-history = لا يحتوي السجل التاريخي على شيء قبل نوفمبر { $before }، فلا يمكن توقع سنة { $year }.
warning-error-nothing-common = لا بلد ولا شهر مشتركاً بين التوقع والقيم الفعلية. تحقق من أن كليهما يستخدم month_id وcountry_id نفسيهما.
warning-error-month-ahead = لم يبدأ شهر { $month } بعد. اكتب ملاحظة عن الشهر الحالي أو شهر سابق.
warning-error-month-over = انقضى شهر { $month }. اذكر احتمالاً للشهر الحالي أو شهر لاحق.
warning-error-chance-order = لا يمكن أن يكون احتمال { $more } وفاة أو أكثر أعلى من احتمال { $fewer } أو أكثر. غيّر أحد الاحتمالين.
warning-error-scenarios = عدد السيناريوهات يتجاوز { $shown }. ادمج الأقل احتمالاً.
warning-error-scenarios-sum = مجموع احتمالات السيناريوهات { $sum } من 100. غيّرها أو أضف «أي شيء آخر» حتى يصبح المجموع 100.
warning-error-import-kind = «{ $word }» ليس نوعاً من الاستيراد. اختر ged أو series أو acled أو views.
warning-error-no-file = لم يُرسل أي ملف. اختر الملف المراد استيراده وأرسله من جديد.
warning-error-one-at-a-time = أرسل جواباً واحداً من واجهة ACLED، أو جولة واحدة من VIEWS، في كل مرة.
warning-error-open = يتعذر فتح { $path }: { $why }. تحقق من الاسم والصلاحيات.
warning-error-no-draws = لا يحتوي { $file } على عمود outcome (أو prediction) فيه السحوبات.
warning-error-answer-not-json = { $file } ليس جواباً محفوظاً من واجهة { $source }: ليس JSON.
warning-error-answer-no-data = { $file } ليس جواباً محفوظاً من واجهة { $source }: لا يحتوي على data.
warning-error-answer-lacks = { $file } ليس جواباً محفوظاً من واجهة { $source }: ينقص أحد السجلات { $field }.
warning-error-views-columns = لا يحتوي { $file } على أي من الأعمدة { $columns }. قدّم ملفاً بحسب البلد والشهر كما تنشره VIEWS.
warning-error-views-empty = لا يحتوي { $file } على توقع يمكن قراءته.
warning-error-views-run = اذكر جولة VIEWS المراد قراءتها، مثل fatalities003_2026_08_t01، أو اترك الحقل فارغاً لأحدثها.
warning-error-views-pages = { $n ->
    [zero] لم تعلن VIEWS عن أي صفحة، وأعطت { $given }.
    [one] أعلنت VIEWS عن صفحة واحدة، وأعطت { $given }.
    [two] أعلنت VIEWS عن صفحتين، وأعطت { $given }.
    [few] أعلنت VIEWS عن { $shown } صفحات، وأعطت { $given }.
    [many] أعلنت VIEWS عن { $shown } صفحة، وأعطت { $given }.
   *[other] أعلنت VIEWS عن { $shown } صفحة، وأعطت { $given }.
  } ربما تغيّر المصدر أثناء قراءته؛ لم يُستورد شيء. حاول مجدداً.
warning-error-ucdp-version = اذكر إصدار أحداث UCDP المراد قراءته، مثل 25.1 أو 25.0.10.
warning-error-ucdp-events = { $n ->
    [zero] لم تعلن UCDP عن أي حدث، وأعطت { $given }.
    [one] أعلنت UCDP عن حدث واحد، وأعطت { $given }.
    [two] أعلنت UCDP عن حدثين، وأعطت { $given }.
    [few] أعلنت UCDP عن { $shown } أحداث، وأعطت { $given }.
    [many] أعلنت UCDP عن { $shown } حدثاً، وأعطت { $given }.
   *[other] أعلنت UCDP عن { $shown } حدث، وأعطت { $given }.
  } ربما تغيّر المصدر أثناء قراءته؛ لم يُستورد شيء. حاول مجدداً.
warning-error-source = «{ $word }» ليس مصدراً يمكن قراءته. اختر ucdp أو acled أو views.
warning-error-no-address = لم يُحدَّد عنوان لـ { $source }، فلم يُقرأ شيء. حدد { $key } في goodoffices.toml؛ انظر goodoffices settings.
warning-error-source-key = ترفض { $source } دخولنا ({ $status }). تحقق من المفتاح في الإعدادات ومن أن الحساب ما زال نشطاً.
warning-error-source-refused = رفضت { $source } ما طلبناه ({ $status }). ربما كان العنوان أو الإصدار خاطئاً.
warning-error-source-not-json = أعطت { $source } جواباً ليس JSON: يبدو أن شكله تغيّر. لم يُستورد شيء؛ يحتاج هذا المنتج إلى تحديث.
warning-error-source-lacks = أعطت { $source } جواباً لا يحتوي على { $field }: يبدو أن شكله تغيّر. لم يُستورد شيء؛ يحتاج هذا المنتج إلى تحديث.
warning-error-source-busy = تعذرت قراءة { $source }: طلب المصدر الانتظار أطول مما ننتظر (429). لم يتغير شيء؛ حاول لاحقاً.
warning-error-source-failed = تعذرت قراءة { $source }: تعطّل المصدر ({ $status }). لم يتغير شيء؛ حاول لاحقاً.
warning-error-source-cut = تعذرت قراءة { $source } لأن جوابه انقطع. لم يتغير شيء؛ حاول لاحقاً. السبب: { $why }
warning-error-source-unreached = تعذرت قراءة { $source } لأن الاتصال فشل. لم يتغير شيء؛ حاول لاحقاً. السبب: { $why }
warning-error-undone-already = سبق سحب الإصدار { $id }.
warning-error-undo-later = جاء الإصدار { $id } بعد هذا الإصدار ويستند إليه. اسحبه أولاً.
warning-error-undo-forecast = قد يستند التوقع { $id } إلى هذا الإصدار، والتوقعات تُحفظ دائماً. استورد إصداراً مصححاً بدلاً من ذلك.

# تقرير الاستيراد
warning-report-cell = «{ $text }» ليس قيمة للعمود { $column }. تُرك الصف.
warning-report-deaths = «{ $text }» ليس عدداً للوفيات. تُرك الصف.
warning-report-unfit = «{ $text }» غير صالح. تُرك الصف؛ وشهر البلد الذي لا صف له يُعد غير مرصود.
warning-report-country = «{ $code }» ({ $name }) ليس بلداً معروفاً لدينا. تُرك الصف؛ اذكر رمز ISO 3166-1 alpha-3.
warning-report-country-twice = ورد { $country } مرتين في { $month }؛ يُعتمد الصف الأول.
warning-report-half-series = { $n ->
    [zero] لا بلدان في { $month }، وفي الشهر السابق { $before }: يبدو أنها بيانات نصف شهر فنُحّيت جانباً.
    [one] في { $month } بلد واحد، وفي الشهر السابق { $before }: يبدو أنها بيانات نصف شهر فنُحّيت جانباً.
    [two] في { $month } بلدان، وفي الشهر السابق { $before }: يبدو أنها بيانات نصف شهر فنُحّيت جانباً.
    [few] في { $month } { $shown } بلدان، وفي الشهر السابق { $before }: يبدو أنها بيانات نصف شهر فنُحّيت جانباً.
    [many] في { $month } { $shown } بلداً، وفي الشهر السابق { $before }: يبدو أنها بيانات نصف شهر فنُحّيت جانباً.
   *[other] في { $month } { $shown } بلد، وفي الشهر السابق { $before }: يبدو أنها بيانات نصف شهر فنُحّيت جانباً.
  } إن كان الشهر كاملاً فاستورد من جديد مع ‎--covers.
warning-report-half-events = لا ينتهي أي حدث في الأيام الأخيرة من { $month }: يبدو أنها بيانات نصف شهر. يُعد الشهر غير مرصود، وتُحفظ أحداثه.
warning-report-event-no-id = لا معرّف للحدث. تُرك الحدث.
warning-report-event-violence = لا يحمل الحدث { $id } نوع عنف من 1 إلى 3. تُرك الحدث.
warning-report-event-state = يقع الحدث { $id } في «{ $country }» (الرقم { $number })، وهي دولة لا نعرفها أو انحلت من دون خلف وحيد. تُرك خارج سلسلة البلد.
warning-report-event-country = يقع الحدث { $id } في «{ $country }» (الرقم { $number })، وهو بلد لا نعرفه. تُرك الحدث.
warning-report-event-date = «{ $text }» ليس تاريخاً. تُرك الحدث { $id }.
warning-report-event-order = ينتهي الحدث { $id } ({ $until }) قبل أن يبدأ ({ $from }). تُرك الحدث.
warning-report-event-year = الحدث { $id } مؤرخ من { $from } إلى { $until }، والسنة المذكورة { $year }. إحدى هذه القيم خطأ. تُرك الحدث.
warning-report-event-other-year = الحدث { $id } مؤرخ { $text }، وليس ذلك في السنة التي يذكرها أو ليس في سنة ممكنة. تُرك الحدث.
warning-report-event-no-deaths = لا عدد وفيات للحدث { $id }. تُرك الحدث: عدم الإبلاغ ليس صفراً.
warning-report-event-negative = عدد وفيات الحدث { $id } سالب. تُرك الحدث.
warning-report-event-range = الحدث { $id }: يقع أفضل تقدير { $best } خارج نطاقه هو. أُخذ كما هو.
warning-report-event-twice = ورد الحدث { $id } مرتين في هذه الملفات بمعلومات مختلفة؛ يُعتمد الصف الأخير.
warning-report-not-numbers = في الملف NaN أو Infinity مكان أعداد؛ تُعد قيماً ناقصة.
warning-report-no-month = لا شهر في الصف ابتداءً من 1 (يناير 1980). تُرك الصف.
warning-report-deaths-negative = عدد الوفيات المتوقعة في { $country } أقل من صفر. تُرك الصف.
warning-report-chance = الاحتمال في { $country } ليس من 0 إلى 1. تُرك الصف.
warning-report-nothing-said = لا وفيات متوقعة ولا احتمال في { $country }. تُرك الصف: عدم الذكر ليس صفراً.
warning-report-no-forecast = { $country } في { $month } ليس توقعاً: تستند الجولة إلى بيانات حتى { $until }. تُرك الصف.
warning-acknowledged-by = أقرّ بها
warning-alert-open = لم يُقر بها
warning-alert-escalated = مرفوع
warning-alert-acknowledged = مُقر بها
warning-situation-note = اكتب ملاحظة
warning-situation-add-factor = أضف عاملاً
warning-situation-withdraw-factor = اسحب
warning-situation-set-scenarios = حدد السيناريوهات
warning-factor = العامل
warning-marking-hint = كل من يقرأ هنا، ما لم تُختر دائرة مغلقة: عندئذ يكون سريًا لأعضائها.
warning-chance-hint = اكتبها هكذا: 35 %؛ واتركها فارغة إن لم تقدّر.
warning-own-chance-1 = تقديرك لاحتمال وفاة واحدة على الأقل
warning-own-chance-25 = تقديرك لاحتمال 25 وفاة على الأقل
warning-own-chance-100 = تقديرك لاحتمال 100 وفاة على الأقل
warning-own-chance-1000 = تقديرك لاحتمال 1000 وفاة على الأقل
warning-field-scenario = «{ $x }» ليس سيناريو. اكتب احتماله ثم ما يحدث: 70 % وقف إطلاق النار صامد.
warning-forecasts = التوقعات المُعدّة
warning-forecasts-none = لم يُعد أي توقع بعد.
warning-cut-off = البيانات حتى
warning-method = الطريقة
warning-countries = البلدان
warning-release-undo = اسحب هذا الإصدار
warning-release-undo-sure = { $release }: تُزال أحداثها وأشهر البلدان فيها، ويعود ما راجعته أو سحبته كما كان.
