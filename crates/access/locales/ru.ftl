access-people = Люди
access-trail = Журнал
access-trail-about = Всё, что было изменено: кем, когда, что. Записи связаны в цепочку, поэтому тихая правка прошлого видна. В них только идентификаторы, без содержания.
access-login = Имя для входа
access-name = Имя
access-role = Роль
access-state = Состояние
access-state-active = Действует
access-state-ended = Закрыта
access-password = Пароль
access-password-hint = Не менее 12 знаков. Хороший пароль — четыре не связанных слова.
access-no-account = Нет учётной записи? Её может открыть администратор этой установки.
access-no-account-ask = Нет учётной записи или доступа? Обратитесь: { $x }.
access-add = Открыть учётную запись
access-add-about = Человек получает от вас одноразовую ссылку и сам выбирает пароль. Больше его не знает никто.
access-give = Дать
access-give-link = Одноразовая ссылка
access-factors-away = Снять вторые факторы
access-end = Закрыть учётную запись
access-who = Кто
access-what = Что
access-on = Над чем
access-sign-in-passkey = Войти по ключу доступа
access-use-passkey = Использовать ключ доступа
access-passkey-failed = Устройство не дало ключ доступа. Попробуйте ещё раз или выберите другой способ.
access-sign-in-provider = Войти через { $x }
access-second = Второй шаг
access-second-about = Введите код, который сейчас показывает приложение, или один из кодов восстановления.
access-code = Код
access-go-on = Продолжить
access-start-again = Начать заново
access-link-title = Выберите пароль
access-link-about = Эта ссылка для { $x } и действует один раз.
access-link-for = Одноразовая ссылка для { $x }
access-link-shown = Передайте её так, чтобы прочёл только этот человек: по ней может войти любой. Она показана только сейчас, действует один раз и до { $x }.
access-new-password = Новый пароль
access-password-before = Нынешний пароль
access-again = Подтвердите, что это вы
access-again-about = Вы вошли более десяти минут назад. Перед этим изменением подтвердите ещё раз, что это вы, а затем повторите изменение. Подтверждение действует десять минут.
access-again-code = Или кодом
access-own = Ваша учётная запись
access-sessions = Где вы вошли
access-this-one = Эта
access-end-one = Завершить
access-end-others = Завершить все остальные
access-program = Браузер
access-source = Откуда
access-signed-by = Способ
access-proof-password = Пароль
access-proof-second = Пароль и код
access-proof-passkey = Ключ доступа
access-proof-provider = Ваша организация
access-made = С
access-used = Последнее использование
access-never = Никогда
access-ends = Истекает
access-factors = Вторые факторы
access-factors-about = Ключ доступа или приложение кодов подтверждает, что это вы, даже если кто-то узнал ваш пароль.
access-factors-needed = Ваша роль требует второго фактора. Настройте его сейчас.
access-code-app = Приложение кодов
access-code-app-about = Сфотографируйте рисунок приложением кодов или введите в него буквы под рисунком. Затем введите показанный код.
access-passkey = Ключ доступа
access-passkey-name = Название этого ключа
access-passkey-name-hint = Например: телефон или ключ на связке
access-add-factor = Добавить ключ доступа или приложение кодов
access-add-passkey = Добавить ключ доступа
access-set-up = Настроить
access-take-away = Убрать
access-codes = Коды восстановления
access-codes-about = Каждый действует один раз вместо кода. Распечатайте или запишите их: они показаны только сейчас.
access-codes-left = Осталось кодов восстановления: { $shown }
access-codes-renew = Новые коды восстановления
access-tokens = Токены для программ
access-tokens-about = Программа передаёт его как «Authorization: Bearer». Он даёт не больше вашей роли и истекает сам.
access-token-name = Для чего
access-scope = Он может
access-scope-read = Читать
access-scope-write = Читать и изменять
access-scope-administer = Всё, что можете вы
access-days = Истекает через (дней)
access-make-token = Создать токен
access-token-shown = Скопируйте сейчас: он показан один раз.
access-change-password = Сменить пароль
access-change-password-about = Вместе с ним завершатся остальные входы и все ваши токены.
access-trail-empty = Нет подходящих записей. Уберите часть вопроса.
access-from = С
access-to = По
access-show = Показать
access-behalf = за
access-request = Запрос
access-record = Запись
access-records = Записи
access-record-covered = Подписанная контрольная точка на { $n ->
    [one] { $shown } запись
    [few] { $shown } записи
   *[other] { $shown } записей
 } охватывает эту: никто не изменит её незаметно.
access-record-not-covered = Эту запись ещё не охватывает ни одна контрольная точка; следующая охватит её в течение пяти минут.
access-proof = Взять доказательство в JSON
access-checkpoints = Контрольные точки
access-checkpoints-about = Контрольная точка — подписанное заявление о том, каким был журнал. Тот, кто хранит их вне этой установки, позже докажет, что ни одна запись не была изменена, даже её оператором.
access-checkpoints-empty = Контрольных точек ещё нет. Первая записывается через пять минут после первой записи.
access-covered = Охвачено записей: { $x } из { $y }.
access-public-key = Открытый ключ
access-older-keys = Ключи, которыми подписывали раньше:
access-witness-folder = Папка свидетеля:
access-root = Корень дерева
access-compartments = Закрытые круги
access-compartments-about = Закрытый круг — это люди вокруг одного дела, процесса или прекращения огня. Отмеченное для него существует только для его участников: для остальных его нет ни на страницах, ни в поиске, ни в подсчётах.
access-compartments-empty = Вы не состоите ни в одном. Принять вас может тот, кто ведёт круг.
access-compartment = Закрытый круг
access-compartment-open = Открыть закрытый круг
access-compartment-open-about = Вести его будете вы: вы решаете, кто в нём. Название видят только участники.
access-kind = Вид
access-kind-case = Дело
access-kind-process = Мирный процесс
access-kind-ceasefire = Прекращение огня
access-title = Название
access-members = Участники
access-you = Вы
access-you-keep = Вы его ведёте
access-you-in = Вы в нём
access-has-key = У этого круга есть ключ: материалы в нём могут быть строго конфиденциальными и тогда хранятся на диске запечатанными.
access-no-key = У этого круга нет ключа: материалы в нём могут быть конфиденциальными, но не строго конфиденциальными. При открытии оператор не указал compartment_key.
access-looking-until = Вы смотрите извне до { $x }, потому что на это согласились два администратора. В журнал записываются сам просмотр и всё строго конфиденциальное, что вы прочтёте.
access-things = Что в нём
access-things-empty = Для этого круга пока ничего не отмечено. Это делается на странице документа.
access-level = Гриф
access-review = День пересмотра
access-keeper = Ведёт круг
access-keepers = Ведущие
access-member = Участник: видит, что в нём
access-keeper-about = Ведущий: также решает, кто в нём
access-part = В качестве
access-sure = Я уверен(а)
access-leave = Выйти
access-let-go = Вывести
access-former = Кто был в нём раньше
access-take-in = Принять человека
access-take-in-about = Следующая страница скажет, что увидит этот человек; до подтверждения ничего не произойдёт.
access-take-in-sees = { $x } увидит всё в этом круге: { $y }.
access-take-in-keeps = Этот человек также будет решать, кто в нём.
access-and = { $x } и { $y }
access-n-confidential = { $n ->
    [one] { $shown } конфиденциальный материал
    [few] { $shown } конфиденциальных материала
   *[other] { $shown } конфиденциальных материалов
 }
access-n-strict = { $n ->
    [one] { $shown } строго конфиденциальный материал
    [few] { $shown } строго конфиденциальных материала
   *[other] { $shown } строго конфиденциальных материалов
 }
access-n-nothing = пока ничего, а затем всё, что будет для него отмечено
access-n-people = { $n ->
    [one] { $shown } человек
    [few] { $shown } человека
   *[other] { $shown } человек
 }
access-n-hours = { $n ->
    [one] { $shown } час
    [few] { $shown } часа
   *[other] { $shown } часов
 }
access-not-now = Не сейчас
access-due = Грифы, которые пора пересмотреть
access-due-about = В назначенный день гриф пересматривают: нужен ли он ещё и столь ли строгий?
access-due-empty = Из того, что вы видите, пересматривать пока нечего.
access-marking = Гриф
access-part-of = Часть отмеченного
access-seen-by = Кто это видит
access-everybody = Все, кому здесь разрешено читать
access-marked-by = Отметил(а)
access-reason = Причина
access-mark-anew = Изменить гриф
access-mark-nowhere = Вы не состоите ни в одном закрытом круге. Откройте свой или попросите ведущего принять вас.
access-mark-hint = Понижая гриф, укажите причину. Следующая страница скажет, кто это увидит; до подтверждения ничего не произойдёт.
access-mark-so = Отметить так
access-then-everybody = Это увидят все, кому здесь разрешено читать.
access-then-members = После этого это увидят { $x }: { $y }.
access-then-no-longer-others = Все остальные, кто сейчас может это прочитать, больше этого не найдут.
access-then-newly = Раньше этого не видели: { $x }.
access-then-no-longer = Больше этого не найдут: { $x }.
access-then-nobody-less = Никто из тех, кто видит это сейчас, не потеряет доступа.
access-readings = Кто это видел
access-readings-about = Каждое открытие строго конфиденциального записывается один раз на запрос. Этот список видят тот, кто поставил гриф, и ведущие круга.
access-readings-none = Никто ещё этого не открывал.
access-not-in-it = Тот, кто никогда не состоял в круге
access-looks = Взгляды извне
access-looks-none = Никто извне не просил заглянуть.
access-looks-wait = { $n ->
    [one] { $shown } запрос ждёт второго администратора
    [few] { $shown } запроса ждут второго администратора
   *[other] { $shown } запросов ждут второго администратора
 }
access-look-asked = Запрошено
access-look-holds = Действует
access-look-refused = Отказано
access-look-over = Окончено
access-decided = решение принял(а)
access-openings = Взгляды в закрытые круги
access-openings-about = Тот, кто управляет системой, не читает закрытых кругов. Если иначе нельзя, один администратор запрашивает взгляд и называет причину, другой разрешает, и через несколько часов он кончается сам. Он показывает и ничего не меняет. Ведущие видят каждый взгляд на странице круга, аудиторы — в журнале.
access-grant = Разрешить
access-refuse = Отказать
access-another-decides = Вы запросили это сами. Решает другой администратор.
access-look-in = Заглянуть
access-end-look = Закончить сейчас
access-ask-look = Запросить взгляд
access-ask-hint = Не менее 10 знаков. Это прочтут ведущие и администратор, который решает.
access-for-hours = На
access-reference = Обозначение
access-references = Все закрытые круги, по обозначениям
access-references-about = Вы видите, что они есть, но не о чём они. Обозначение стоит в адресе страницы круга.
access-no-compartment = Закрытых кругов пока нет.
access-no-keeper = Никто не ведёт
