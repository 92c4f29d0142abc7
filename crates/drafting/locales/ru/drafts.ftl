thing-draft = проект
thing-draft-version = версия
thing-finding = замечание
thing-mark = отметка
drafting-drafts = Проекты соглашений
drafting-drafts-none = Проектов, которые вам доступны, нет. Начните проект для закрытого круга, в котором вы состоите.
drafting-draft = Проект
drafting-draft-open = Начать проект
drafting-draft-add-version = Добавить версию
drafting-draft-build = Составить версию из элементов
drafting-draft-intend = Отметить как намеренное
drafting-draft-take-back = Снять отметку
drafting-draft-remove = Удалить проект
drafting-title = Название
drafting-compartment = Закрытый круг
drafting-compartment-hint = Проект видят её участники, с грифом «конфиденциально»; больше никто не узнаёт, что он есть. Если круга нет, сначала откройте его.
drafting-note = От кого или что нового
drafting-mark = Отметка
drafting-reason = Почему так задумано
drafting-reason-hint = Отметка остаётся в следующих версиях, пока не изменятся слова. Её можно снять.
drafting-finding = Замечание
drafting-versions = Версии
drafting-changed-at = Последнее изменение
drafting-version = Версия
drafting-versions-none = Версий пока нет. Добавьте версию: вставьте текст, пришлите файл или составьте её из элементов.
drafting-version-n = Версия { $x }
drafting-origin = Источник
drafting-origin-paste = вставленный текст
drafting-origin-upload = файл
drafting-origin-builder = типовые элементы
drafting-added = Добавлена
drafting-read = Читать текст
drafting-word = Файл Word (DOCX)
drafting-findings-all-intended = Всё найденное отмечено как намеренное.
drafting-intended = Намеренно
drafting-intended-about = Эти замечания касаются того, что так и задумано. Каждое снято само по себе; его правило действует дальше.
drafting-intended-changed = слова изменились или исчезли
drafting-compare = Сравнить версии
drafting-compare-about = По положениям. Перенесённый текст прослеживается; один лишь новый номер — не изменение.
drafting-compare-none = Между этими версиями ничего не изменилось.
drafting-compare-word = Файл Word с отслеженными исправлениями
drafting-pick-old = Было
drafting-pick-new = Стало
drafting-pick-a = Один язык
drafting-pick-b = Другой язык
drafting-show = Показать
drafting-change = Изменение
drafting-change-changed = изложено иначе
drafting-change-moved = перенесено
drafting-change-added = новое
drafting-change-removed = исключено
drafting-concordance = Сравнить языки
drafting-concordance-none = Расхождений между этими версиями не найдено. Это не доказывает, что они говорят одно и то же.
drafting-prevails = В тексте сказано, какая версия имеет преимущественную силу: { $x }.
drafting-only-a = Только в первой
drafting-only-b = Только во второй
drafting-aligned = { $n ->
    [one] { $shown } положение есть в обеих.
    [few] { $shown } положения есть в обеих.
   *[other] { $shown } положений есть в обеих.
}
drafting-remove-sure = { $n ->
    [0] «{ $title }» удаляется. Версий у него пока нет.
    [one] «{ $title }» удаляется вместе с { $shown } версией.
   *[other] «{ $title }» удаляется вместе с { $shown } версиями.
}
drafting-remove-marks = { $n ->
    [one] Вместе с ним удаляется { $shown } отметка о намеренном.
    [few] Вместе с ним удаляются { $shown } отметки о намеренном.
   *[other] Вместе с ним удаляется { $shown } отметок о намеренном.
}
drafting-remove-gone = Вернуть его можно будет только из резервной копии.
drafting-error-text-and-file = Вставьте текст или выберите файл, но не то и другое.
drafting-error-versions-full = У проекта может быть не больше { $n } версий. Начните новый проект.
drafting-error-intended-already = Это замечание уже отмечено как намеренное.
drafting-precedents-ceasefire = Из { $of } соглашений о прекращении огня, которые есть здесь целиком, в { $n } сказано, кто это делает.
drafting-precedents-agreement = Из { $of } соглашений, которые есть здесь целиком, в { $n } сказано, кто это делает.
drafting-strengths = Насколько обязывает каждая статья и что её обязанности оставляют открытым
drafting-without-actor = обязанности без исполнителя
drafting-without-deadline = обязанности без срока
drafting-without-verification = обязанности без проверки
