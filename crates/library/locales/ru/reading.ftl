# Words of reading: search, documents, provisions, comparison.

thing-actor = участник
thing-basket = подборка
thing-basket-provision = положение в этой подборке
thing-document = документ
thing-import = импорт
thing-match = сопоставление
thing-process = процесс
thing-provision = положение
thing-saved-search = сохранённый поиск
thing-source = источник
thing-source-card = карточка источника
thing-topic = тема
## Menu and first page
library-search = Поиск
library-documents = Документы
library-processes = Процессы
library-home = Найти прежние формулировки
library-home-lead = Библиотека мирных соглашений, соглашений о прекращении огня, резолюций и руководств: чтение и поиск по отдельным положениям, на шести языках, с источником каждой строки.
library-home-closed = Эта установка открыта для тех, кто вошёл в систему.
library-try = Попробуйте спросить:
library-example-1 = Как ведётся наблюдение за линией прекращения огня?
library-example-2 = женщины в совместной комиссии
library-example-3 = проход скотоводов к колодцам и пастбищам
library-example-4 = поиск пропавших без вести
library-holds = Что здесь есть
library-provisions = Положения
library-topics = Темы
library-newest = Новейшие документы
library-all-documents = Все документы
library-sources = Источники
library-licence = Лицензия
library-empty = Библиотека пуста
library-empty-text = Документов пока нет. Загрузите таблицу PA-X, папку с текстами или резолюции; затем построчно показывается, что было понято, а что нет.
library-empty-import = Загрузить документы
library-empty-ask = Документы может загрузить куратор этой установки.

## Asking
library-ask = Спросите своими словами на любом из шести языков
library-find = Найти
library-how-to-ask = Как спрашивать
library-how-to-ask-text = Напишите вопрос или несколько слов на любом из шести языков. Тексты на других языках находятся по темам, которые обозначают ваши слова; эти темы показаны, и каждую можно выключить.
library-browse = Или просмотрите
library-help = Синтаксис запросов
library-help-words = Слова: помогает каждое, ни одно не обязательно.
library-help-phrase = Точное выражение.
library-help-must = Слово, которое должно или не должно встречаться.
library-help-prefix = Любое окончание.
library-help-near = Не дальше пяти слов друг от друга.
library-help-or = Хотя бы одно из двух.
library-help-field = Поля: topic, country, region, stage, kind, party, language, process, source, document, from, to, title.
library-understood = Понято как
library-understood-hint = Выберите тему, чтобы выключить или включить её.
library-concept-on = учитывается
library-concept-off = выключено
library-meant = Возможно, вы имели в виду
library-narrowed = Только
library-narrow = Уточнить
library-take-away = Убрать
library-all-away = Без фильтров
library-search-range = { $x }–{ $y }
library-by-title = Документы с этими словами в заглавии или описании
library-nothing-found = Положений не найдено. Уберите фильтр, возьмите меньше слов или другие слова или попробуйте:
library-no-answer = Ничто здесь не отвечает на этот вопрос. Ближе всего:
library-why = Найдено по
library-why-topic = теме «{ $x }»
library-why-words = словам «{ $x }»
library-why-title = словам в заглавии или заголовке: { $x }
library-why-meaning = близости смысла
library-also-in = Также на языках:
library-wordings = Та же формулировка в других текстах
library-wordings-none = Других положений с такой формулировкой нет.
library-wordings-legend = Зачёркнуто: только в положении выше. Подчёркнуто: только в другом.
library-pages = Страницы
library-earlier = Предыдущая страница
library-later = Следующая страница
library-name = Название
library-in-compartment = В вашем закрытом круге
library-basket-put = В подборку
library-basket-collected = Положение теперь в вашей подборке
library-basket-into = Подборка
library-similar = Похожие положения
library-similar-find = Найти похожие
library-similar-paste = Вставьте текст
library-similar-hint = До 20 000 знаков на любом из шести языков. Текст сравнивается и не сохраняется.
library-similar-none = Ничего похожего не найдено.

## Facets
library-facet-topic = Тема
library-facet-country = Страна
library-facet-region = Регион
library-facet-stage = Этап
library-facet-kind = Вид документа
library-facet-language = Язык
library-facet-party = Сторона
library-facet-process = Процесс
library-facet-source = Источник
library-facet-text = Текст
library-facet-document = Документ
library-facet-decade = Десятилетие
library-date = Дата
library-from = С
library-to = По
library-date-unknown = дата неизвестна
library-unknown = неизвестно
library-language-ar = арабский
library-language-zh = китайский
library-language-en = английский
library-language-fr = французский
library-language-ru = русский
library-language-es = испанский
library-kind-agreement = Соглашение
library-kind-ceasefire = Прекращение огня
library-kind-resolution = Резолюция
library-kind-guidance = Руководство
library-kind-report = Доклад
library-kind-statement = Заявление
library-kinds-agreement = Соглашения
library-kinds-ceasefire = Соглашения о прекращении огня
library-kinds-resolution = Резолюции
library-kinds-guidance = Руководства
library-kinds-report = Доклады
library-kinds-statement = Заявления
library-stage-pre = Предварительные переговоры, процесс
library-stage-cea = Прекращение огня и смежные вопросы
library-stage-subpar = Рамочное, частичное
library-stage-subcomp = Рамочное, всеобъемлющее
library-stage-imp = Осуществление, пересмотр
library-stage-ren = Возобновление
library-stage-oth = Прочее
library-substage-proc = Процесс
library-substage-prin = Принципы
library-substage-conf = Мера укрепления доверия
library-substage-premix = Предварительные переговоры, смешанное
library-substage-preoth = Предварительные переговоры, прочее
library-substage-ceas = Соглашение о прекращении огня
library-substage-rel = Связанное с прекращением огня
library-substage-ceamix = Прекращение огня, смешанное
library-substage-iss = Ключевой вопрос
library-substage-multiss = Несколько вопросов
library-substage-frparoth = Частичное рамочное, прочее
library-substage-frag = Всеобъемлющее соглашение
library-substage-frcons = Конституция
library-substage-frcomoth = Всеобъемлющее рамочное, прочее
library-substage-impmod = Порядок осуществления
library-substage-extsub = Распространяется на новые или нерешённые вопросы
library-substage-extpar = Распространяется на новые стороны
library-substage-impoth = Осуществление, прочее
library-substage-repre = Возобновляет предварительное соглашение
library-substage-resub = Возобновляет рамочное соглашение
library-substage-reimp = Возобновляет соглашение об осуществлении
library-substage-reoth = Возобновление, прочее
library-substage-other = Прочее
library-status-multiparty-signed-agreed = Подписано или согласовано несколькими сторонами
library-status-unilateral-document = Односторонний документ
library-status-status-unclear = Статус неясен
library-status-agreement-with-subsequent-status = Соглашение, получившее статус позднее
library-agreement-type-inter = Между государствами
library-agreement-type-interintra = Между государствами, о внутреннем конфликте
library-agreement-type-intra = Внутри государства
library-agreement-type-intralocal = Внутри государства, местное
library-conflict-type-government = Власть
library-conflict-type-territory = Территория
library-conflict-type-government-territory = Власть и территория
library-conflict-type-inter-group = Между группами
library-conflict-type-other = Прочее

## Documents
library-any = любые
library-show = Показать
library-documents-none = Под эти фильтры не подходит ни один документ.
library-facts = Сведения
library-countries = Страны
library-parties = Стороны
library-third-parties = Третьи стороны
library-match-suggested = предложенное соответствие, { $x } %
library-substage = Подэтап
library-status = Статус
library-agreement-type = Уровень соглашения
library-conflict-type = Характер конфликта
library-versions = На других языках
library-symbol = Условное обозначение
library-external = Номера в других базах
library-replaced-by = Этот документ заменён документом
library-text = Текст
library-text-none = Здесь есть только сведения об этом документе, без его текста.
library-text-state-full = полный текст
library-text-state-passages = только фрагменты
library-text-state-none = без текста
library-texts = Тексты документов ({ $all }): полный текст — { $full }, только фрагменты — { $passages }, без текста — { $none }
library-at-source = Читать в источнике
library-withdrawn-about = Они стояли в прежнем тексте. Их адреса продолжают работать, чтобы ссылки сохранялись.
library-about-document = Об этом документе
library-outline = Оглавление
library-topics-coded = Темы по кодировке источника
library-topics-not-coded = Кодировщики источника не рассматривали этот документ: какие темы в нём есть, неизвестно.
library-topics-coded-none = Кодировщики источника рассмотрели документ и тем не нашли.
library-topics-suggested = Темы, прочитанные в тексте
library-relations = Связанные документы
library-relation-amends = Изменяет
library-relation-implements = Осуществляет
library-relation-renews = Возобновляет
library-relation-supersedes = Заменяет
library-relation-annex-of = Приложение к
library-relation-translation-of = Перевод документа
library-related-amends = Изменён документом
library-related-implements = Осуществляется документом
library-related-renews = Возобновлён документом
library-related-supersedes = Заменён документом
library-related-annex-of = Имеет приложение
library-related-translation-of = Переведён в документе
library-timeline = Хронология процесса
library-gap = { $x } – { $y }: документов здесь нет; что происходило, неизвестно
library-gap-about = Промежуток более года между двумя документами показан как неизвестный: по этой библиотеке нельзя узнать, было ли тихо.
library-source = Источник
library-source-page = Страница источника
library-redistribution-allowed = Текст можно распространять.
library-redistribution-non-commercial = Текст можно распространять в некоммерческих целях, с указанием источника и на условиях той же лицензии.
library-redistribution-not-allowed = Текст нельзя распространять.
library-redistribution-unknown = Можно ли распространять текст, неизвестно; считается, что нельзя.
library-cite = Цитировать
library-copy = Копировать
library-processes-about = Процесс объединяет документы одних переговоров. Хронология показывает, где документов не хватает.
library-processes-empty = Пока ни в одном документе не указан процесс. Процессы появятся здесь после загрузки документов.
library-first = Первый документ
library-last = Последний документ
library-search-within = Искать в этом процессе

## Provisions
library-is-withdrawn = В новейшем тексте документа этого положения больше нет.
library-topics-none = В этом тексте тем не прочитано, и никто их не добавил.
library-topic-suggested = предложена
library-topic-accepted = принята
library-topic-rejected = отклонена
library-topic-accept = Принять
library-topic-reject = Отклонить
library-topic-back = Отменить решение
library-topic-add = Добавить тему по названию
library-topic-add-button = Добавить
library-topic-none = Темы «{ $x }» нет. Найдите её среди тем и укажите название.
library-topic-several = «{ $x }» подходит к нескольким темам. Укажите одну: { $y }.
library-surroundings = Окружение
library-elsewhere = Тот же вопрос в других местах документа
library-pasts = Как это звучало раньше
library-past-until = До { $x }
library-past-legend = Зачёркнуто: только в прежней редакции. Подчёркнуто: только в новой.
library-permanent-id = Постоянный номер

## Comparison
library-compare = Сравнить
library-compare-title = Документы рядом
library-compare-with = Сравнить с…
library-compare-near = Документ того же процесса
library-compare-id = Или номер любого документа
library-compare-about = От двух до шести документов показываются рядом, тема за темой.
library-compare-hint = Номер стоит в адресе документа, например pax:1364. На странице каждого документа тоже есть форма для сравнения.
library-compare-more = Добавить документ
library-compare-caution = «Не найдено» значит, что положений по теме в этом тексте не распознано. Это не значит, что их нет.
library-none-found = не найдено
library-compare-none = В этих документах тем не распознано. Возможно, их текста здесь нет.
library-compare-choose = Выберите темы, чтобы читать рядом; числа — количество положений.
library-compare-rest = Это темы, общие для большинства документов. Другие можно выбрать в таблице выше.

## Words with a number
library-used-in = { $n ->
    [one] Используется в { $shown } документе
    [few] Используется в { $shown } документах
    [many] Используется в { $shown } документах
   *[other] Используется в { $shown } документа
  }
library-wordings-found = { $n ->
    [one] Ещё { $shown } положение с такой формулировкой
    [few] Ещё { $shown } положения с такой формулировкой
    [many] Ещё { $shown } положений с такой формулировкой
   *[other] Ещё { $shown } положения с такой формулировкой
  }
library-found = { $n ->
    [one] { $shown } положение
    [few] { $shown } положения
    [many] { $shown } положений
   *[other] { $shown } положения
  }
library-more = ещё { $shown }
library-n-documents = { $n ->
    [one] { $shown } документ
    [few] { $shown } документа
    [many] { $shown } документов
   *[other] { $shown } документа
  }
library-n-topics = { $n ->
    [one] { $shown } тема
    [few] { $shown } темы
    [many] { $shown } тем
   *[other] { $shown } темы
  }
library-text-passages = { $n ->
    [one] Здесь есть { $shown } отрывок этого документа, а не весь текст.
    [few] Здесь есть { $shown } отрывка этого документа, а не весь текст.
    [many] Здесь есть { $shown } отрывков этого документа, а не весь текст.
   *[other] Здесь есть { $shown } отрывка этого документа, а не весь текст.
  }
library-withdrawn = { $n ->
    [one] { $shown } положение, которого больше нет в новейшем тексте
    [few] { $shown } положения, которых больше нет в новейшем тексте
    [many] { $shown } положений, которых больше нет в новейшем тексте
   *[other] { $shown } положения, которых больше нет в новейшем тексте
  }
library-whole-process = { $n ->
    [one] Весь процесс ({ $shown } документ)
    [few] Весь процесс ({ $shown } документа)
    [many] Весь процесс ({ $shown } документов)
   *[other] Весь процесс ({ $shown } документа)
  }
library-similar-found = { $n ->
    [one] { $shown } похожее положение
    [few] { $shown } похожих положения
    [many] { $shown } похожих положений
   *[other] { $shown } похожего положения
  }
library-topic-score = уверенность { $shown } %
library-compare-nth = Документ { $shown }
library-n-provisions = { $n ->
    [one] { $shown } положение
    [few] { $shown } положения
    [many] { $shown } положений
   *[other] { $shown } положения
  }
