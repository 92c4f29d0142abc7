# Слова рабочих страниц: темы, участники, импорт, подборки, графики, выгрузка.
job-library-import = Импорт
library-as-data = Как данные
library-sure = Да, я уверен

## Темы
library-topics-about = О чём говорят положения. У каждой темы есть названия на шести языках; вопрос на любом из них находит тексты на остальных.
library-topics-empty = В этой установке нет тезауруса, поэтому нет и тем для просмотра.
library-topics-find = Найти тему по названию на любом из шести языков
library-topics-not-found = Нет темы, название которой начинается с этих слов.
library-topics-all = Все темы
library-topic-labels = Названия на шести языках
library-topic-preferred = Название
library-topic-alternative = Также
library-topic-narrower = Более узкие темы
library-topic-related = Связанные темы
library-topic-codes = Та же тема в PA-X
library-topic-provisions = Положения по этой теме
library-topic-recognised = Распознано в тексте системой или добавлено человеком; более узкие темы включены.
library-topic-no-provisions = Положений по этой теме здесь нет.
library-topic-all-provisions = { $n ->
    [one] Показать { $shown } положение
    [few] Показать все { $shown } положения
   *[many] Показать все { $shown } положений
  }
library-topic-coded = Отмечено источниками
library-topic-coded-of = { $n ->
    [one] из { $shown } документа, просмотренного кодировщиками
   *[many] из { $shown } документов, просмотренных кодировщиками
  }
library-topic-coded-unknown = Кодировщики имеющихся здесь источников не искали эту тему: сколько документов её содержат, неизвестно.
library-topic-coded-about = Кодировщики источника отнесли эту тему ко всему документу.
library-topic-trend = Доля по годам

## Участники
library-actors = Участники
library-actors-about = Государства, вооружённые группы, организации и лица, которые подписали или засвидетельствовали документы, со всеми их названиями.
library-actors-find = Найти участника по любому из названий
library-actors-none = Участников пока нет. Импортируйте таблицу участников, чтобы сопоставить с ней имена в документах.
library-actor-years = С – по
library-actor-kind = Вид
library-actor-from = С
library-actor-to = По
library-aliases = Другие названия
library-actor-names = Другие названия
library-actor-no-names = Других названий не известно.
library-actor-no-documents = Ни один документ здесь не сопоставлен с этим участником.
library-actor-documents-about = Документы, в которых стоит его имя. Среди них есть сопоставления, которые ещё никто не проверил; отклонённых нет.
library-matches = Сопоставления на проверку
library-matches-about = Система предполагает, какого участника означает имя в документе, и показывает степень сходства. Ничто не объединяется, пока человек не согласится. Первыми идут наименее надёжные.
library-matches-empty = Нет сопоставлений, ожидающих решения. После импорта документов или участников здесь появятся новые предположения.
library-matches-waiting = { $n ->
    [one] { $shown } сопоставление ждёт решения
    [few] { $shown } сопоставления ждут решения
   *[many] { $shown } сопоставлений ждут решения
  }
library-matches-accept-all = { $n ->
    [one] Принять { $shown } сопоставление на этой странице
    [few] Принять все { $shown } сопоставления на этой странице
   *[many] Принять все { $shown } сопоставлений на этой странице
  }
library-matches-reject-all = { $n ->
    [one] Отклонить { $shown } сопоставление на этой странице
    [few] Отклонить все { $shown } сопоставления на этой странице
   *[many] Отклонить все { $shown } сопоставлений на этой странице
  }
library-matches-later = Оставить эти, показать следующие
library-match-written = Как написано
library-match-side-party = Сторона
library-match-side-third-party = Третья сторона
library-match-suggested-actor = Предполагаемый участник
library-match-score = Сходство

## Импорт
library-imports = Импорт
library-imports-about = Внесите документы. Тот же файл во второй раз ничего не меняет; каждый импорт сообщает, что понято, а что нет, и может быть отменён целиком.
library-imports-none = Пока ничего не импортировано. Выберите выше «Импортировать файлы».
library-import-new = Импортировать файлы
library-import-jobs = Идущие импорты
library-import-what = Что
library-import-send = Импортировать
library-import-files = Файлы
library-import-pax = Таблица PA-X
library-import-pax-about = Таблица соглашений в том виде, в каком её публикует PA-X (CSV), и тексты, которые вы вправе хранить: выгрузка всего корпуса (CSV или строки JSON) или файлы сайта (PDF и другие, также в архиве ZIP), каждый с AgtId в имени.
library-import-pax-table = Таблица, корпус или файлы
library-import-pax-codings = Таблица со столбцами тем (необязательно)
library-import-texts = Тексты
library-import-texts-about = TXT в любой кодировке, HTML, Markdown, DOCX, PDF или ZIP с ними, до 64 МиБ на файл и до 512 МиБ всего.
library-import-texts-kind = Что это за тексты
library-import-texts-ids = Имена файлов — идентификаторы PA-X, например 1364.html
library-import-source-by-kind = По виду текста
library-import-provisions = Положения
library-import-provisions-about = Один объект JSON в строке (JSONL), с полями agreement_id и text, по желанию segment, title, date и language.
library-import-actors = Участники
library-import-actors-about = Таблица (CSV) со столбцом actor_name или name, по желанию aliases, kind и id.
library-import-demo = Демонстрационный мир
library-import-state-done = Выполнен
library-import-state-undone = Отменён
library-import-was-undone = Этот импорт был отменён: { $x }.
library-import-stays = { $n ->
    [one] { $shown } документ остался без изменений: он или его часть имеет гриф, при котором отменивший импорт не мог его изменить.
    [few] { $shown } документа остались без изменений: они или их части имеют гриф, при котором отменивший импорт не мог их изменить.
   *[many] { $shown } документов остались без изменений: они или их части имеют гриф, при котором отменивший импорт не мог их изменить.
  }
library-import-counts = Подсчёт
library-count-read = Прочитано строк или файлов
library-count-documents-new = Новые документы
library-count-documents-changed = Изменённые документы
library-count-documents-same = Документы без изменений
library-count-text-full = Документы с полным текстом
library-count-text-passages = Документы только с фрагментами
library-count-text-none = Документы без текста
library-count-provisions-new = Новые положения
library-count-provisions-changed = Изменённые положения
library-count-provisions-withdrawn = Изъятые положения
library-count-actors = Участники
library-count-matches = Предложено сопоставлений
library-count-refused = Отклонено
library-count-doubtful = Сомнительно
library-import-notes = Что не понято
library-import-no-notes = Всё в этих файлах понято.
library-import-notes-about = Для каждого указано место в файле. Отклонённые строки пропущены; сомнительные взяты без ошибочной части.
library-import-notes-file = Все в виде таблицы (CSV)
library-import-notes-range = { $x }–{ $y }
library-import-notes-of = из { $x }
library-import-severity = Итог
library-severity-refused = Отклонено
library-severity-doubtful = Сомнительно
library-import-file = Файл
library-import-row = Строка
library-import-column = Столбец
library-import-reason = Причина
library-import-understood = Что понято
library-import-columns = { $n ->
    [one] { $shown } столбец
    [few] { $shown } столбца
   *[many] { $shown } столбцов
  }
library-import-filled = Заполнено строк
library-import-unused = Неиспользованные столбцы
library-import-unused-about = Они есть в файлах, но в библиотеке для них нет места.
library-import-undo = Отменить этот импорт
library-import-undo-about = Внесённые им документы будут удалены, в том числе из подборок. Изменённые им документы станут такими, как прежде.

## Подборки и сохранённые запросы
library-baskets = Подборки
library-baskets-about = Собирайте положения, располагайте их по порядку, делайте пометки и берите с собой вместе с источниками. Ваши подборки видите только вы.
library-basket-first = Моя подборка
library-basket-open = Открыть подборку
library-basket-empty = Эта подборка пуста. Найдите положения и добавьте их.
library-basket-save-as = Сохранить как
library-basket-print = Для печати воспользуйтесь командой браузера: пометки и источники сохранятся, кнопок не будет.
library-basket-note = Пометка
library-basket-itself = Эта подборка
library-basket-rename = Переименовать
library-basket-remove = Удалить эту подборку
library-baskets-none = У вас пока нет подборок. Откройте подборку или добавьте положение во время поиска.
library-basket-take-out = Убрать
library-basket-annotate = Написать пометку
library-basket-move = Переместить в подборке
library-basket-provision = Положение
library-basket-to = Новое место
library-basket-to-first = В начало
library-basket-to-up = Выше
library-basket-to-down = Ниже
library-basket-to-last = В конец
library-basket-remove-sure = { $n ->
    [0] Удалить пустую подборку «{ $title }»?
    [one] Удалить подборку «{ $title }»: { $shown } положение вместе с пометкой? В библиотеке всё остаётся.
    [few] Удалить подборку «{ $title }»: { $shown } положения вместе с пометками? В библиотеке всё остаётся.
   *[other] Удалить подборку «{ $title }»: { $shown } положений вместе с пометками? В библиотеке всё остаётся.
}
library-created-at = Создано
library-searches = Сохранённые запросы
library-searches-about = Вопросы, сохранённые под именем. Повторите запрос, чтобы увидеть, что появилось с тех пор.
library-searches-none = Сохранённых запросов пока нет. Задайте вопрос и сохраните его под именем.
library-saved-query = Вопрос
library-saved-search-save = Сохранить этот поиск
library-saved-search-forget = Забыть
library-saved-search-forget-sure = Забыть сохранённый запрос «{ $title }»? То, что он находит, останется в библиотеке.

## Графики
library-figures = Динамика и карты
library-figure-trends = Темы по годам
library-figure-map = Карта
library-figure-trends-about = Доля соглашений с темой среди тех, которые просмотрели кодировщики источника. Год без таких соглашений — это отсутствие данных, а не ноль.
library-figure-map-about = Документы по странам или доля закодированных документов с темой. Документ, в котором названы две страны, учитывается в обеих.
library-figure-and-topic = И тема
library-figure-choose-topic = Выберите тему, чтобы увидеть её долю по годам.
library-figure-nothing = Ни один документ не подходит под эти условия. Снимите одно из них.
library-figure-share-axis = Доля закодированных соглашений с темой
library-figure-n-by-year = Закодированные соглашения по годам (n)
library-figure-trend-of = Доля закодированных соглашений по годам: { $x }
library-figure-map-count = Документы по странам
library-figure-map-share = Доля закодированных документов с темой: { $x }
library-figure-map-all-documents = Все документы
library-figure-map-none = документов здесь нет
library-figure-no-data = нет данных
library-figure-not-coded = Кодировщики имеющихся здесь источников не отмечают тему «{ $x }»: как часто она встречается в документах, неизвестно.
library-figure-range = { $x }–{ $y }
library-figure-table = То же в виде таблицы
library-figure-year = Год
library-figure-n = Закодировано (n)
library-figure-with = С темой
library-figure-share = Доля
library-figure-undated = { $n ->
    [one] У { $shown } закодированного соглашения дата неизвестна; оно не входит ни в один год.
   *[many] У { $shown } закодированных соглашений дата неизвестна; они не входят ни в один год.
  }
library-figure-without-country = { $n ->
    [one] В { $shown } документе не названа страна; на карте его нет.
   *[many] В { $shown } документах не названа страна; на карте их нет.
  }
library-figure-undrawn = Учтены в таблице, но на карте для них нет места:
library-figure-boundaries = Границы, названия и обозначения на этой карте не означают официального одобрения или признания. Спорные территории показаны без суждения об их статусе.
library-figure-counted-from = Подсчитано по
library-figure-changed = Последнее изменение
library-figure-version = Версия данных
library-figure-thesaurus = тезаурус
library-figure-address = Адрес этого графика:

## Выгрузка и источники
library-export = Выгрузка
library-export-about = Все положения с документами, источниками и лицензиями в одном файле. Большие файлы записываются во время отправки.
library-export-empty = Пока нечего выгружать.
library-export-left-out = Эти источники не включены: их лицензия не позволяет нам передавать текст дальше:
library-export-terms = Вы вошли, поэтому включены все источники. Их лицензии по-прежнему обязательны для вас; в каждой строке указана своя.
library-export-columns = Одна строка на положение: текст, место, документ, дата, страны, источник и лицензия.
library-sources-about = Откуда взяты тексты и на каких условиях.
library-sources-empty = Источников пока нет. Они появляются с первым импортом.
library-source-coverage = Охват
library-stats = что есть в библиотеке
library-import-marked-who-sees = Кто это увидит
library-import-marked-everybody = Все, кому здесь разрешено читать
library-import-marked-level = Гриф
library-import-marked-level-none = Нет: видят все
library-import-marked-review = Пересмотреть
library-import-marked-reason = Почему
library-import-marked-who-sees-about = Выберите закрытый круг и гриф, и только названные рядом люди найдут тексты, импорт и задание. Присланные файлы затем удаляются с сервера.
library-originals = Оригиналы
library-originals-about = Хранятся запечатанными для участников круга и стираются при отмене импорта. Каждая выгрузка записывается.
