thing-draft = مشروع النص
thing-draft-version = النسخة
thing-finding = الملاحظة
thing-mark = العلامة
drafting-drafts = مشاريع الاتفاقات
drafting-drafts-none = لا يوجد مشروع يمكنك رؤيته. ابدأ مشروعًا لدائرة مغلقة أنت عضو فيها.
drafting-draft = المشروع
drafting-draft-open = ابدأ مشروعًا
drafting-draft-add-version = أضف نسخة
drafting-draft-build = أنشئ نسخة من العناصر المكوِّنة
drafting-draft-intend = علّمها مقصودة
drafting-draft-take-back = أزل العلامة
drafting-draft-remove = احذف المشروع
drafting-title = الاسم
drafting-compartment = الدائرة المغلقة
drafting-compartment-hint = يرى أعضاؤها المشروع بوصفه سريًا، ولا يعلم أحد سواهم بوجوده. إن لم تكن لديك دائرة فافتح واحدة أولًا.
drafting-note = ممن وردت، أو ما الجديد فيها
drafting-mark = العلامة
drafting-reason = لماذا هي مقصودة
drafting-reason-hint = تبقى العلامة في النسخ اللاحقة حتى تتغير الكلمات. ويمكن إزالتها.
drafting-finding = الملاحظة
drafting-versions = النسخ
drafting-changed-at = آخر تغيير
drafting-version = النسخة
drafting-versions-none = لا توجد نسخة بعد. أضف نسخة: الصق نصًا أو أرسل ملفًا أو أنشئها من العناصر المكوِّنة.
drafting-version-n = النسخة { $x }
drafting-origin = مصدرها
drafting-origin-paste = نص ملصق
drafting-origin-upload = ملف
drafting-origin-builder = العناصر المكوِّنة
drafting-added = أضيفت
drafting-read = اقرأ النص
drafting-word = ملف Word ‏(DOCX)
drafting-findings-all-intended = كل ما لوحظ معلَّم بأنه مقصود.
drafting-intended = مقصود
drafting-intended-about = هذه الملاحظات تتعلق بما هو مقصود. تُنحّى كل منها وحدها، وتبقى قاعدتها سارية.
drafting-intended-changed = تغيرت كلماتها أو زالت
drafting-compare = قارن النسخ
drafting-compare-about = حكمًا بحكم. يُتتبَّع النص المنقول، والرقم الجديد وحده ليس تغييرًا.
drafting-compare-none = لم يتغير شيء بين هاتين النسختين.
drafting-compare-word = ملف Word بتغييرات متعقَّبة
drafting-pick-old = قبل
drafting-pick-new = بعد
drafting-pick-a = لغة
drafting-pick-b = اللغة الأخرى
drafting-show = اعرض
drafting-change = التغيير
drafting-change-changed = أعيدت صياغته
drafting-change-moved = نُقل
drafting-change-added = جديد
drafting-change-removed = حُذف
drafting-concordance = قارن اللغات
drafting-concordance-none = لم يُعثر على فرق بين هاتين النسختين. وليس في ذلك دليل على أنهما تقولان الشيء نفسه.
drafting-prevails = يذكر النص النسخة التي تكون لها الحجية: { $x }.
drafting-only-a = في الأولى وحدها
drafting-only-b = في الثانية وحدها
drafting-aligned = { $n ->
    [0] لا يوجد حكم في كلتيهما.
    [one] حكم واحد موجود في كلتيهما.
    [two] حكمان موجودان في كلتيهما.
    [few] { $shown } أحكام موجودة في كلتيهما.
    [many] { $shown } حكمًا موجودًا في كلتيهما.
   *[other] { $shown } حكم موجود في كلتيهما.
}
drafting-remove-sure = { $n ->
    [0] يُحذف «{ $title }». لا نسخة له بعد.
    [one] يُحذف «{ $title }» ومعه نسخته الوحيدة.
    [two] يُحذف «{ $title }» ومعه نسختاه.
    [few] يُحذف «{ $title }» ومعه { $shown } نسخ.
   *[other] يُحذف «{ $title }» ومعه { $shown } نسخة.
}
drafting-remove-marks = { $n ->
    [one] وتُحذف معه علامة واحدة على ما هو مقصود.
    [two] وتُحذف معه علامتان على ما هو مقصود.
    [few] وتُحذف معه { $shown } علامات على ما هو مقصود.
   *[other] وتُحذف معه { $shown } علامة على ما هو مقصود.
}
drafting-remove-gone = لا يمكن استعادته إلا من نسخة احتياطية.
drafting-error-text-and-file = الصق نصًا أو اختر ملفًا، لا كليهما.
drafting-error-versions-full = للمشروع { $n } نسخة على الأكثر. ابدأ مشروعًا جديدًا.
drafting-error-intended-already = هذه الملاحظة معلَّمة بأنها مقصودة من قبل.
drafting-precedents-ceasefire = { $n } من { $of } من اتفاقات وقف إطلاق النار المحفوظة هنا بنصها الكامل تحدد من يقوم بذلك.
drafting-precedents-agreement = { $n } من { $of } من الاتفاقات المحفوظة هنا بنصها الكامل تحدد من يقوم بذلك.
drafting-strengths = درجة إلزام كل مادة، وما تتركه واجباتها مفتوحًا
drafting-without-actor = واجبات بلا فاعل
drafting-without-deadline = واجبات بلا أجل
drafting-without-verification = واجبات بلا تحقق
