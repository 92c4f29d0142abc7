# Palabras del trabajo: temas, actores, importaciones, cestas, gráficos, exportaciones.
job-library-import = Importación
library-as-data = Como datos
library-sure = Sí, estoy seguro

## Temas
library-topics-about = De qué tratan las disposiciones. Cada tema tiene nombres en seis idiomas; una pregunta en cualquiera de ellos encuentra textos en los demás.
library-topics-empty = Esta instalación no tiene tesauro, así que no hay temas que recorrer.
library-topics-find = Buscar un tema por su nombre, en cualquiera de los seis idiomas
library-topics-not-found = Ningún tema tiene un nombre que empiece con estas palabras.
library-topics-all = Todos los temas
library-topic-labels = Nombres en seis idiomas
library-topic-preferred = Nombre
library-topic-alternative = También
library-topic-narrower = Temas más específicos
library-topic-related = Temas relacionados
library-topic-codes = El mismo tema en PA-X
library-topic-provisions = Disposiciones sobre este tema
library-topic-recognised = Reconocido en el texto por el sistema o añadido por una persona; incluye los temas más específicos.
library-topic-no-provisions = Aquí no hay ninguna disposición sobre este tema.
library-topic-all-provisions = { $n ->
    [one] Ver { $shown } disposición
   *[other] Ver las { $shown } disposiciones
  }
library-topic-coded = Codificado por las fuentes
library-topic-coded-of = { $n ->
    [one] de { $shown } documento examinado por los codificadores
   *[other] de { $shown } documentos examinados por los codificadores
  }
library-topic-coded-unknown = Los codificadores de las fuentes de aquí no buscaron este tema: no se sabe cuántos documentos lo tienen.
library-topic-coded-about = Los codificadores de la fuente asignaron este tema al documento entero.
library-topic-trend = Proporción por año

## Actores
library-actors = Actores
library-actors-about = Estados, grupos armados, organizaciones y personas que firmaron documentos o fueron testigos de ellos, cada uno con todos sus nombres.
library-actors-find = Buscar un actor por cualquiera de sus nombres
library-actors-none = Todavía no hay actores. Importe una tabla de actores para vincular con ella los nombres de los documentos.
library-actor-years = De – a
library-actor-kind = Tipo
library-actor-from = Desde
library-actor-to = Hasta
library-aliases = Otros nombres
library-actor-names = Otros nombres
library-actor-no-names = No se conoce otro nombre.
library-actor-no-documents = Ningún documento de aquí está vinculado a este actor.
library-actor-documents-about = Documentos en los que figura su nombre, incluidas las coincidencias que nadie ha revisado; las rechazadas no están.
library-matches = Coincidencias por revisar
library-matches-about = El sistema propone a qué actor se refiere un nombre de un documento, con una nota de parecido. Nada se une hasta que una persona lo acepta. Las menos seguras van primero.
library-matches-empty = Ninguna coincidencia espera decisión. Tras importar documentos o actores, aquí aparecen nuevas propuestas.
library-matches-waiting = { $n ->
    [one] { $shown } coincidencia espera decisión
   *[other] { $shown } coincidencias esperan decisión
  }
library-matches-accept-all = { $n ->
    [one] Aceptar la { $shown } coincidencia de esta página
   *[other] Aceptar las { $shown } coincidencias de esta página
  }
library-matches-reject-all = { $n ->
    [one] Rechazar la { $shown } coincidencia de esta página
   *[other] Rechazar las { $shown } coincidencias de esta página
  }
library-matches-later = Dejar estas, mostrar las siguientes
library-match-written = Como está escrito
library-match-side-party = Parte
library-match-side-third-party = Tercera parte
library-match-suggested-actor = Actor propuesto
library-match-score = Parecido

## Importaciones
library-imports = Importaciones
library-imports-about = Incorpore documentos. El mismo archivo dos veces no cambia nada; cada importación informa de lo que entendió y de lo que no, y puede deshacerse entera.
library-imports-none = Todavía no se ha importado nada. Elija «Importar archivos» arriba.
library-import-new = Importar archivos
library-import-jobs = Importaciones en curso
library-import-what = Contenido
library-import-send = Importar
library-import-files = Archivos
library-import-pax = Tabla de PA-X
library-import-pax-about = La tabla de acuerdos tal como la publica PA-X (CSV), y los textos que usted pueda tener: su exportación del corpus entero (CSV o líneas JSON), o los archivos del sitio (PDF y otros, también en un ZIP), cada uno con el AgtId en su nombre.
library-import-pax-table = Tabla, corpus o archivos
library-import-pax-codings = Tabla con las columnas de temas (opcional)
library-import-texts = Textos
library-import-texts-about = TXT en cualquier codificación, HTML, Markdown, DOCX, PDF, o un ZIP de estos, hasta 64 MiB por archivo y 512 MiB en total.
library-import-texts-kind = Qué son los textos
library-import-texts-ids = Los nombres de archivo son identificadores de PA-X, como 1364.html
library-import-source-by-kind = Según el tipo de texto
library-import-provisions = Disposiciones
library-import-provisions-about = Un objeto JSON por línea (JSONL), con agreement_id y text, y opcionalmente segment, title, date y language.
library-import-actors = Actores
library-import-actors-about = Una tabla (CSV) con una columna actor_name o name, y opcionalmente aliases, kind e id.
library-import-demo = El mundo de demostración
library-import-state-done = Hecha
library-import-state-undone = Deshecha
library-import-was-undone = Esta importación se deshizo el { $x }.
library-import-stays = { $n ->
    [one] { $shown } de sus documentos queda como está: él, o una parte de él, está clasificado de modo que quien deshizo la importación no podía cambiarlo.
   *[other] { $shown } de sus documentos quedan como están: ellos, o partes de ellos, están clasificados de modo que quien deshizo la importación no podía cambiarlos.
  }
library-import-counts = Recuento
library-count-read = Filas o archivos leídos
library-count-documents-new = Documentos nuevos
library-count-documents-changed = Documentos modificados
library-count-documents-same = Documentos sin cambios
library-count-text-full = Documentos con texto íntegro
library-count-text-passages = Documentos con solo pasajes
library-count-text-none = Documentos sin texto
library-count-provisions-new = Disposiciones nuevas
library-count-provisions-changed = Disposiciones modificadas
library-count-provisions-withdrawn = Disposiciones retiradas
library-count-actors = Actores
library-count-matches = Coincidencias propuestas
library-count-refused = Rechazados
library-count-doubtful = Dudosos
library-import-notes = Lo que no se entendió
library-import-no-notes = Se entendió todo lo que hay en estos archivos.
library-import-notes-about = Cada cosa con su lugar en el archivo. Las filas rechazadas se dejaron fuera; las dudosas se tomaron sin la parte defectuosa.
library-import-notes-file = Todo en una tabla (CSV)
library-import-notes-range = { $x } a { $y }
library-import-notes-of = de { $x }
library-import-severity = Resultado
library-severity-refused = Rechazado
library-severity-doubtful = Dudoso
library-import-file = Archivo
library-import-row = Fila
library-import-column = Columna
library-import-reason = Motivo
library-import-understood = Lo que se entendió
library-import-columns = { $n ->
    [one] { $shown } columna
   *[other] { $shown } columnas
  }
library-import-filled = Filas que la llenan
library-import-unused = Columnas no usadas
library-import-unused-about = Están en los archivos, pero la biblioteca no tiene lugar para ellas.
library-import-undo = Deshacer esta importación
library-import-undo-about = Los documentos que trajo se quitan, también de las cestas. Los que cambió vuelven a ser como antes.

## Cestas y búsquedas guardadas
library-baskets = Cestas
library-baskets-about = Reúna disposiciones, ordénelas, anótelas y lléveselas con sus fuentes. Solo usted ve sus cestas.
library-basket-first = Mi cesta
library-basket-open = Abrir una cesta
library-basket-empty = Esta cesta está vacía. Busque disposiciones y póngalas dentro.
library-basket-save-as = Guardar como
library-basket-print = Para imprimir, use la orden de impresión del navegador: se conservan notas y fuentes, y se omiten los botones.
library-basket-note = Nota
library-basket-itself = Esta cesta
library-basket-rename = Cambiar el nombre
library-basket-remove = Eliminar esta cesta
library-baskets-none = Todavía no tiene ninguna cesta. Abra una, o ponga en ella una disposición mientras busca.
library-basket-take-out = Quitar
library-basket-annotate = Escribir una nota
library-basket-move = Mover dentro de la cesta
library-basket-provision = Disposición
library-basket-to = Nuevo lugar
library-basket-to-first = Al principio
library-basket-to-up = Subir
library-basket-to-down = Bajar
library-basket-to-last = Al final
library-basket-remove-sure = { $n ->
    [0] ¿Eliminar la cesta vacía «{ $title }»?
    [one] ¿Eliminar la cesta «{ $title }» con su disposición y la nota que la acompaña? La disposición queda en la biblioteca.
   *[other] ¿Eliminar la cesta «{ $title }» con { $shown } disposiciones y sus notas? Las disposiciones quedan en la biblioteca.
}
library-created-at = Fecha de creación
library-searches = Búsquedas guardadas
library-searches-about = Preguntas guardadas con un nombre. Repita una para ver qué ha llegado desde entonces.
library-searches-none = No hay búsquedas guardadas. Haga una pregunta y guárdela con un nombre.
library-saved-query = Pregunta
library-saved-search-save = Guardar esta búsqueda
library-saved-search-forget = Olvidar
library-saved-search-forget-sure = ¿Olvidar la búsqueda guardada «{ $title }»? Lo que encuentra queda en la biblioteca.

## Gráficos
library-figures = Tendencias y mapas
library-figure-trends = Temas por año
library-figure-map = Mapa
library-figure-trends-about = La proporción de acuerdos con un tema, entre los que examinaron los codificadores de la fuente. Un año sin tales acuerdos no tiene datos, lo que no es cero.
library-figure-map-about = Documentos por país, o proporción de documentos codificados con un tema. Un documento que nombra dos países cuenta en ambos.
library-figure-and-topic = Y el tema
library-figure-choose-topic = Elija un tema para ver su proporción por año.
library-figure-nothing = Ningún documento cumple estos filtros. Quite alguno.
library-figure-share-axis = Proporción de acuerdos codificados con el tema
library-figure-n-by-year = Acuerdos codificados por año (n)
library-figure-trend-of = Proporción de acuerdos codificados por año: { $x }
library-figure-map-count = Documentos por país
library-figure-map-share = Proporción de documentos codificados con el tema: { $x }
library-figure-map-all-documents = Todos los documentos
library-figure-map-none = ningún documento aquí
library-figure-no-data = sin datos
library-figure-not-coded = Los codificadores de las fuentes de aquí no codifican el tema «{ $x }»: no se sabe en cuántos documentos figura.
library-figure-range = { $x } a { $y }
library-figure-table = Lo mismo en una tabla
library-figure-year = Año
library-figure-n = Codificados (n)
library-figure-with = Con el tema
library-figure-share = Proporción
library-figure-undated = { $n ->
    [one] { $shown } acuerdo codificado no tiene fecha conocida y no figura en ningún año.
   *[other] { $shown } acuerdos codificados no tienen fecha conocida y no figuran en ningún año.
  }
library-figure-without-country = { $n ->
    [one] { $shown } documento no nombra ningún país y no está en el mapa.
   *[other] { $shown } documentos no nombran ningún país y no están en el mapa.
  }
library-figure-undrawn = Contados en la tabla, pero sin lugar en el mapa:
library-figure-boundaries = Los límites y los nombres que figuran en este mapa y las designaciones utilizadas no implican aprobación ni aceptación oficial. Las zonas en disputa se dibujan sin juicio sobre su condición.
library-figure-counted-from = Contado a partir de
library-figure-changed = Último cambio
library-figure-version = Versión de los datos
library-figure-thesaurus = tesauro
library-figure-address = Dirección de este gráfico:

## Exportación y fuentes
library-export = Exportación
library-export-about = Todas las disposiciones con sus documentos, fuentes y licencias, en un archivo. Los archivos grandes se escriben mientras se envían.
library-export-empty = Todavía no hay nada que exportar.
library-export-left-out = Estas fuentes se dejan fuera, porque su licencia no nos permite difundir su texto:
library-export-terms = Ha iniciado sesión, así que se incluyen todas las fuentes. Sus licencias le siguen obligando; cada línea nombra la suya.
library-export-columns = Una línea por disposición, con su texto, lugar, documento, fecha, países, fuente y licencia.
library-sources-about = De dónde vienen los textos, y en qué condiciones.
library-sources-empty = Todavía no hay ninguna fuente. Las fuentes aparecen con la primera importación de ellas.
library-source-coverage = Abarca
library-stats = contenido de la biblioteca
library-import-marked-who-sees = Quién lo verá
library-import-marked-everybody = Todos los que pueden leer aquí
library-import-marked-level = Clasificación
library-import-marked-level-none = Ninguna: todos lo ven
library-import-marked-review = Revisión el
library-import-marked-reason = Por qué
library-import-marked-who-sees-about = Elija un compartimento y una clasificación: solo las personas nombradas a su lado encontrarán los textos, la importación y la tarea. Los archivos enviados se eliminan después del servidor.
library-originals = Originales
library-originals-about = Se guardan cifrados para los miembros del compartimento y se borran si se deshace la importación. Cada descarga queda registrada.
