access-people = People
access-trail = Trail
access-trail-about = Everything that was changed: by whom, when, on what. Records are chained, so a quiet edit of the past shows. They hold ids, never content.
access-login = Name to sign in with
access-name = Name
access-role = Role
access-state = State
access-state-active = Active
access-state-ended = Ended
access-password = Password
access-password-hint = At least 12 characters. Four unrelated words make a good one.
access-no-account = No account? An administrator of this installation can open one for you.
access-add = Open an account
access-give = Give
access-end = End the account
access-who = Who
access-what = What
access-on = On what
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
