# Lo que se rechaza y lo que dice el informe de una importación.

## Errores
library-error-figure-topics = Un gráfico muestra como máximo { $shown } temas. Quite alguno.
library-error-index-busy = Otro proceso está escribiendo el índice de búsqueda. Vuelva a intentarlo en un momento.
library-error-search-slow = La búsqueda superó el tiempo permitido para una pregunta y se detuvo. Pida menos de una vez, o vuelva a intentarlo en un momento.
library-error-query-long = La consulta tiene { $given } caracteres; se leen { $shown } como máximo. Acórtela, o use «Buscar similares» para un texto entero.
library-error-hits-many = Se pidieron { $asked } resultados. Pida de 1 a { $shown } a la vez y continúe con offset.
library-error-hits-far = Se pidieron los resultados a partir de { $from }; solo se pueden recorrer los primeros { $shown }. Restrinja la pregunta con un filtro.
library-error-question-large = La pregunta pide demasiado de una vez. Use menos palabras, frases, palabras con * o filtros, o pida menos resultados.
library-error-filter = No se puede leer el filtro «{ $filter }»: { $why }
library-error-date-impossible = { $text } no existe en el calendario. Compruebe el día y el mes.
library-error-date-unreadable = «{ $text }» no es una fecha. Escriba 1999-03-14, 14/03/1999, 14 marzo 1999, 1999-03 o 1999.
library-error-topic-state = Un tema se acepta o se rechaza, o se retira su decisión.
library-error-match-state = Una coincidencia se acepta o se rechaza.
library-error-compare-number = Elija de dos a seis documentos para comparar.
library-error-not-sure-to-undo = No se deshizo nada. Marque la casilla de confirmación y vuelva a enviar el formulario.
library-error-basket-full = Una cesta contiene como máximo { $shown } disposiciones. Abra otra.
library-error-no-match-chosen = No se eligió nada. Acepte o rechace una coincidencia, o todas las de la página.
library-error-match-unnamed = El formulario no indica ninguna coincidencia. Vuelva a cargar la página e inténtelo de nuevo.
library-error-id-taken = El identificador { $id } ya está en uso. Elija otro.
library-error-not-to-take-away = Este archivo está clasificado para no ser descargado; lea en su página lo que se extrajo de él.
library-error-similar-no-text = No hay texto. Envíe la redacción a la que deben parecerse los demás.
library-error-after = No hay nada aquí desde donde seguir leyendo. Indique el valor next de la página anterior.
library-error-format = No existe el formato «{ $word }». Pida csv, jsonl o parquet.
library-error-out = No se puede escribir { $path }: { $why }.
library-error-import-kind = «{ $word }» no es un tipo de importación. Elija pax, texts, provisions o actors.
library-error-no-file = No se envió ningún archivo. Vuelva atrás, elija el archivo que desea importar y envíelo de nuevo.
library-error-no-texts = No hay ahí ningún archivo que importar. Indique archivos o carpetas con archivos TXT, HTML, Markdown, DOCX, PDF o ZIP.
library-error-level = Una clasificación es unclassified, confidential o strictly_confidential.
library-error-level-needed = Se eligió un compartimento sin clasificación, de modo que todos lo habrían visto. Elija confidencial o estrictamente confidencial.
library-error-level-texts-only = Solo los textos pueden clasificarse al importarlos. Importe las tablas y los archivos de autoridades sin clasificación.
library-error-undone-already = Esta importación ya se deshizo.
library-error-undo-barred = Usted no puede modificar lo que queda de esta importación: el contenido, o una parte, está clasificado para otros. Consulte a la persona encargada de la biblioteca.
library-error-undo-later = Una importación posterior ({ $id }, { $at }) cambió los mismos documentos. Deshaga esa primero.
library-error-pax-column = { $file } no tiene la columna { $column }, así que no es una tabla de PA-X. Tiene: { $columns }.
library-error-actors-column = { $file } no tiene una columna actor_name ni name, así que no es un archivo de autoridades de actores.

## El informe de una importación
library-report-undated = { $why } Se tomó sin fecha.
library-report-file-large = { $file } tiene { $size } MiB; un texto puede tener { $shown } MiB. Divídalo o quítele las imágenes.
library-report-id-differs = { $file } es { $id }, igual que { $first }, pero con otro texto. Se tomó { $first }; decida cuál es el correcto e importe ese.
library-report-name-no-agtid = El archivo se llama { $file }; con --ids pax, el nombre de un archivo es un AgtId, como 1364.html. Cámbiele el nombre o impórtelo sin --ids.
library-report-id-replaced = «{ $id }» no puede ser un identificador: tiene espacios o un #, o más de 100 caracteres. El texto recibió otro.
library-report-id-unfit = «{ $id }» no puede ser un identificador: tiene espacios o un #, o más de 100 caracteres. La línea se dejó fuera.
library-report-relations-unreadable = No se pueden leer las relaciones. Escríbalas como una lista de { $form }.
library-report-relation-unknown = «{ $kind }» no es una relación. Use una de estas: { $kinds }.
library-report-barred = Usted no puede modificar { $id }. Consulte a la persona encargada de la biblioteca o dé al texto un identificador propio.
library-report-clash = { $provision } ya está aquí con un texto muy distinto. El texto de este archivo se añadió con el siguiente número libre; compare los dos.
library-report-rows-few = { $n ->
    [one] El archivo tiene { $shown } fila; la tabla completa tiene más de { $expected }.
   *[other] El archivo tiene { $shown } filas; la tabla completa tiene más de { $expected }.
  } Si quería importarla entera, compruebe que el archivo está completo.
library-report-agtid = «{ $text }» no es un AgtId, que es un número entero. La fila se dejó fuera; corrija el número e importe de nuevo.
library-report-untitled = El acuerdo no tiene título. La fila se dejó fuera.
library-report-agtid-twice = El AgtId { $id } ya figura en la fila { $row }, con otro contenido. Se tomó la fila { $row }; decida cuál es la correcta e importe esa.
library-report-country-code = «{ $code }» no es un código de país ISO 3166-1 conocido. Se conservó tal cual; las búsquedas por país lo encuentran con este código.
library-report-topic-value = «{ $text }» no es 0, 1, 2 ni 3. El tema cuenta aquí como no codificado.
library-report-no-object = La línea no es un objeto JSON. Escriba un objeto por línea, con agreement_id y text.
library-report-no-agreement = La línea no indica ningún acuerdo. Dé su AgtId como agreement_id.
library-report-no-text = La línea no tiene texto. Se dejó fuera.
library-report-segment = { $text } no es un número de segmento, que es un número entero a partir de 0. La disposición recibió el siguiente número libre.
library-report-actor-unnamed = La fila no nombra a nadie. Se dejó fuera.
library-report-no-symbol = No figura ninguna signatura como S/RES/1325 (2000) o A/RES/60/251 en { $file } ni en su nombre, así que no se sabe qué resolución es. Añada la signatura a las primeras líneas del texto.
library-report-resolution-empty = { $file } no contiene texto debajo de su encabezamiento. Puede ser un archivo vacío o dañado.
library-report-year-only = En las primeras líneas de { $symbol } no figura ningún día de { $year }; solo se tomó el año.
library-report-resolution-undated = En las primeras líneas de { $symbol } no figura ningún día; se tomó sin fecha.
library-report-two-symbols = El texto empieza con la resolución { $written }, su nombre indica { $named }. Se tomó por su nombre; corrija el texto o el nombre e impórtelo de nuevo.

## Los archivos tal como se leyeron
library-read-damaged = { $file } está dañado de un modo que su formato no admite. Ábralo en el programa que lo creó, guárdelo de nuevo e importe el resultado.
library-read-large = { $file } supera { $most } MiB, el máximo de un texto. Divídalo o quítele las imágenes.
library-read-signs-title = El título contiene signos invisibles (el primero es { $sign }); las marcas que invierten el sentido de la escritura se quitaron, los demás se muestran como signos.
library-read-signs-fact = El dato «{ $key }» que precede al texto contiene signos invisibles (el primero es { $sign }); las marcas que invierten el sentido de la escritura se quitaron, los demás se muestran como signos.
library-read-signs-paragraph = El párrafo { $at } contiene signos invisibles (el primero es { $sign }); las marcas que invierten el sentido de la escritura se quitaron, los demás se muestran como signos. Párrafos con tales signos: { $paragraphs }.
library-read-signs-cell = La celda contiene signos invisibles (el primero es { $sign }); las marcas que invierten el sentido de la escritura se quitaron, los demás se muestran como signos.
library-read-signs-field = El campo contiene signos invisibles (el primero es { $sign }); las marcas que invierten el sentido de la escritura se quitaron, los demás se muestran como signos.
library-read-not-started = No se pudo iniciar el lector de archivos: { $why }.
library-read-no-answer = La lectura de { $file } no dio respuesta.
library-read-stopped = La lectura se detuvo.
library-read-output-large = El texto que contiene supera { $most } MiB, el máximo que se lee de un archivo. Divídalo.
library-read-text-large = El texto de { $file } supera { $most } MiB, el máximo que se lee de un archivo. Divídalo.
library-read-time = La lectura de { $file } tardó más de { $cpu } segundos de procesador o { $wall } segundos en total. Puede estar dañado o hecho para bloquear la lectura; guárdelo de nuevo desde el programa que lo creó.
library-read-memory = Leer { $file } requiere más de { $most } MiB de memoria, o su anidamiento es demasiado profundo. Puede estar dañado o hecho para agotar el lector; guárdelo de nuevo desde el programa que lo creó, o divídalo.
library-read-empty = { $file } está vacío.
library-read-other-program = { $file } está en el formato { $format }, que no se lee. Ábralo en el programa que lo creó, guárdelo como DOCX e importe el resultado.
library-read-named-otherwise = { $file } tiene nombre de { $named } pero contiene { $found }. Póngale el nombre de lo que contiene.
library-read-named-but-not = { $file } tiene nombre de { $named } pero no lo es. Puede estar dañado o cortado; obténgalo de nuevo.
library-read-format = { $file } está en un formato que no se lee. Los textos son archivos TXT, HTML, Markdown, DOCX, PDF, o ZIP de estos.
library-read-archive-inside = { $file } es un archivo comprimido dentro de otro, que no se abre. Descomprímalo primero.
library-read-scanned = { $file } no contiene texto; probablemente sus páginas son imágenes escaneadas. Aplique primero un reconocimiento de texto e importe el resultado.
library-read-no-text = { $file } no contiene texto.
library-read-archive-damaged = { $file } no es un archivo comprimido válido. Puede estar cortado; obténgalo de nuevo.
library-read-archive-files = { $file } contiene { $given } archivos; un archivo comprimido puede contener { $most }. Divídalo.
library-read-locked = { $file } está protegido con contraseña. Guárdelo sin ella e importe el resultado.
library-read-unpacks-large = Al descomprimirse, { $inner } en { $file } supera { $times } veces su tamaño, o los { $most } MiB permitidos a un archivo comprimido. Puede estar hecho para agotar el lector; descomprímalo usted e importe lo que necesite.
library-read-entry-link = { $inner } en { $file } es un enlace; no se descomprimió.
library-read-entry-signs = { $inner } en { $file } tiene un nombre con signos invisibles; no se descomprimió.
library-read-entry-path = { $inner } en { $file } tiene un nombre que sale del archivo comprimido; no se descomprimió.
library-read-not-a-text = { $file } tiene nombre de texto pero contiene otros datos. Póngale el nombre de lo que contiene.
library-read-bytes = Algunos bytes de { $file } no corresponden a la codificación { $encoding }; aparecen como �. Guarde el texto como UTF-8 e impórtelo de nuevo.
library-read-no-word-text = { $file } no contiene texto de un documento de Word.
library-read-tracked-changes = { $file } contiene control de cambios: se tomó el texto insertado y se dejó fuera el eliminado ({ $pieces }). Acepte o rechace los cambios en Word para estar seguro.
library-read-hidden-text = { $file } contiene texto oculto: lo que Word no muestra se dejó fuera ({ $pieces }). Muéstrelo en Word si pertenece al texto e impórtelo de nuevo.
library-read-docx-damaged = { $file } está dañado: no se puede leer su XML. Ábralo en Word, guárdelo de nuevo e importe el resultado.
library-read-doctype = { $file } declara un tipo de documento, lo que los archivos de Word nunca hacen; no se leyó.
library-read-nested = { $file } anida más de { $most } elementos. Guárdelo de nuevo desde el programa que lo creó.
library-read-nested-partly = { $file } anida más de { $most } elementos y solo se leyó hasta ahí, el primer { $share } %. Guárdelo de nuevo desde el programa que lo creó.
library-read-nested-left-out = { $file } anida más de { $most } elementos; lo más profundo se dejó fuera.
library-read-facts = Los datos que preceden al texto de { $file } no son TOML: { $why }
library-read-pdf-damaged = { $file } no es un PDF válido. Ábralo, guárdelo de nuevo e importe el resultado. Causa: { $why }
library-read-pages-empty = { $file } tiene páginas sin texto, probablemente imágenes: { $pages } (de { $all }). Aplique un reconocimiento de texto al archivo e importe el resultado.
library-read-path = No se puede leer { $path }: { $why }. Compruebe el nombre y los permisos.
library-read-link = { $file } es un enlace; los enlaces no se siguen. Dé el archivo mismo.
library-read-not-a-table = { $file } no es una tabla en forma de texto. Guárdelo como CSV e importe el resultado.
library-read-cell-large = { $file }, desde la fila { $row } (línea { $line }): una celda supera { $most } MiB, probablemente porque se abren unas comillas que nunca se cierran. No se importó nada; ciérrelas e importe de nuevo.
library-read-row-cells = La fila { $row } de { $file } tiene { $cells } celdas; el encabezado tiene { $head }. La fila se dejó fuera. Quizá falten comillas en una celda que contiene un separador.
library-read-line-large = La línea { $line } de { $file } supera { $most } MiB. No se importó nada; los archivos JSON Lines tienen un objeto por línea.
library-read-one-list = { $file } contiene una sola lista JSON; los archivos JSON Lines tienen un objeto por línea. No se tomó nada: quite los corchetes de la lista y las comas entre sus objetos, e importe el resultado.
library-read-line-not-json = La línea { $line } de { $file } no es JSON (columna { $column }). Se dejó fuera. Causa: { $why }

## Consultas
library-query-many-words = Solo se leyeron las primeras { $shown } palabras de la consulta.
library-query-excluded-field = -{ $field }: no es posible; el campo se dejó fuera.
library-query-unknown-field = «{ $field }:» no es un campo y se leyó como palabra. Los campos son: { $fields }.
library-query-empty-field = «{ $field }:» no tiene valor y se leyó como palabra.
library-query-open-quotation = Hay unas comillas sin cerrar; lo que sigue se leyó como palabras.
library-query-short-pattern = «{ $word }» corresponde a demasiadas palabras. Escriba al menos dos letras.
library-query-idle-pattern = Ninguna palabra de la biblioteca corresponde a «{ $word }».
library-query-wide-pattern = «{ $word }» corresponde a muchas palabras; se buscaron las primeras { $shown }. Escriba más letras.

## Archivos descargados
library-basket-left-out = { $n ->
    [one] Falta { $shown } disposición: su clasificación la excluye de los archivos descargados.
   *[other] Faltan { $shown } disposiciones: su clasificación las excluye de los archivos descargados.
  }
