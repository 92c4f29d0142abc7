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
library-error-not-to-take-away = Este archivo está marcado «no exportar»; lea en su página lo que se extrajo de él.
library-error-similar-no-text = No hay texto. Envíe la redacción a la que deben parecerse los demás.
library-error-after = No hay nada aquí desde donde seguir leyendo. Indique el valor next de la página anterior.
library-error-format = No existe el formato «{ $word }». Pida csv, jsonl o parquet.
library-error-out = No se puede escribir { $path }: { $why }.
library-error-import-kind = «{ $word }» no es un tipo de importación. Elija pax, texts, provisions o actors.
library-error-no-file = No se envió ningún archivo. Vuelva atrás, elija el archivo que desea importar y envíelo de nuevo.
library-error-no-texts = No hay ahí ningún archivo que importar. Indique archivos o carpetas con archivos TXT, HTML, Markdown, DOCX, RTF, PDF o ZIP.
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
library-report-name-no-agtid = El archivo se llama { $file }; su nombre debe contener el AgtId, como en 1364.pdf. Cámbiele el nombre e impórtelo de nuevo.
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
library-report-text-twice = { $id } tiene dos textos distintos en esta importación. Se tomó el primero; quite el incorrecto e importe de nuevo.
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

## Consultas
library-query-many-words = Solo se leyeron las primeras { $shown } palabras de la consulta.
library-query-excluded-field = -{ $field }: no es posible; el campo se dejó fuera.
library-query-unknown-field = «{ $field }:» no es un campo y se leyó como palabra. Los campos son: { $fields }.
library-query-empty-field = «{ $field }:» no tiene valor y se leyó como palabra.
library-query-open-quotation = Hay unas comillas sin cerrar; lo que sigue se leyó como palabras.
library-query-short-pattern = «{ $word }» corresponde a demasiadas palabras. Escriba al menos dos letras.
library-query-idle-pattern = Ninguna palabra de la biblioteca corresponde a «{ $word }».
library-query-wide-pattern = «{ $word }» corresponde a muchas palabras; se buscaron las primeras { $shown }. Escriba más letras.

## Exportaciones
library-basket-left-out = { $n ->
    [one] Falta { $shown } disposición: está marcada «no exportar».
   *[other] Faltan { $shown } disposiciones: están marcadas «no exportar».
  }
