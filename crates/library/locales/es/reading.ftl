# Words of reading: search, documents, provisions, comparison.

thing-actor = actor
thing-basket = cesta
thing-basket-provision = disposición en esta cesta
thing-document = documento
thing-import = importación
thing-match = coincidencia
thing-process = proceso
thing-provision = disposición
thing-saved-search = búsqueda guardada
thing-source = fuente
thing-source-card = ficha de fuente
thing-topic = tema
## Menu and first page
library-search = Buscar
library-documents = Documentos
library-processes = Procesos
library-home = Buscar formulaciones precedentes
library-home-lead = Una biblioteca de acuerdos de paz, ceses del fuego, resoluciones y orientaciones que se leen y se consultan disposición por disposición, en seis idiomas, con la fuente de cada línea.
library-home-closed = Esta instalación está abierta a quienes han iniciado sesión.
library-try = Pruebe con una pregunta:
library-example-1 = ¿Cómo se vigila una línea de alto el fuego?
library-example-2 = mujeres en la comisión conjunta
library-example-3 = paso de pastores hacia pozos y pastos
library-example-4 = búsqueda de personas desaparecidas
library-holds = Lo que hay aquí
library-provisions = Disposiciones
library-topics = Temas
library-newest = Documentos más recientes
library-all-documents = Todos los documentos
library-sources = Fuentes
library-licence = Licencia
library-empty = La biblioteca está vacía
library-empty-text = Todavía no hay documentos. Importe la tabla PA-X, una carpeta de textos o resoluciones; después se muestra línea por línea qué se entendió y qué no.
library-empty-import = Importar documentos
library-empty-ask = Un curador de esta instalación puede importar documentos.

## Asking
library-ask = Pregunte con sus palabras, en cualquiera de los seis idiomas
library-find = Buscar
library-how-to-ask = Cómo preguntar
library-how-to-ask-text = Escriba una pregunta o unas palabras en cualquiera de los seis idiomas. Los textos en los otros idiomas se encuentran por los temas que designan sus palabras; esos temas se muestran y cada uno puede desactivarse.
library-browse = O explore
library-help = Sintaxis de búsqueda
library-help-words = Palabras: cada una ayuda, ninguna es obligatoria.
library-help-phrase = Una frase exacta.
library-help-must = Una palabra que debe, o no debe, figurar.
library-help-prefix = Cualquier terminación.
library-help-near = A cinco palabras como máximo entre sí.
library-help-or = Al menos uno de los dos.
library-help-field = Campos: topic, country, region, stage, kind, party, language, process, source, document, from, to, title.
library-understood = Entendido como
library-understood-hint = Elija un tema para desactivarlo o activarlo.
library-concept-on = cuenta
library-concept-off = desactivado
library-meant = ¿Quiso decir
library-narrowed = Solo
library-narrow = Acotar
library-take-away = Quitar
library-all-away = Sin ningún filtro
library-search-range = { $x } a { $y }
library-by-title = Documentos con estas palabras en el título o la descripción
library-nothing-found = No se encontró ninguna disposición. Quite un filtro, use menos palabras u otras, o pruebe una de estas:
library-no-answer = Nada de lo que hay aquí responde a esta pregunta. Lo más próximo:
library-why = Encontrado por
library-why-topic = tema { $x }
library-why-words = «{ $x }»
library-why-title = en el título o encabezamiento: { $x }
library-why-meaning = significado próximo
library-also-in = También en
library-wordings = La misma redacción en otros lugares
library-wordings-none = Ninguna otra disposición tiene esta redacción.
library-wordings-legend = Tachado: solo en la disposición de arriba. Subrayado: solo en la otra.
library-pages = Páginas
library-earlier = Página anterior
library-later = Página siguiente
library-name = Nombre
library-in-compartment = En su compartimento
library-basket-put = Poner en la cesta
library-basket-collected = La disposición está ahora en su cesta
library-basket-into = Cesta
library-similar = Disposiciones similares
library-similar-find = Buscar similares
library-similar-paste = Pegue un texto
library-similar-hint = Hasta 20.000 caracteres, en cualquiera de los seis idiomas. El texto se compara y no se conserva.
library-similar-none = No se encontró nada parecido.

## Facets
library-facet-topic = Tema
library-facet-country = País
library-facet-region = Región
library-facet-stage = Etapa
library-facet-kind = Tipo de documento
library-facet-language = Idioma
library-facet-party = Parte
library-facet-process = Proceso
library-facet-source = Fuente
library-facet-text = Texto
library-facet-document = Documento
library-facet-decade = Década
library-date = Fecha
library-from = Desde
library-to = Hasta
library-date-unknown = fecha desconocida
library-unknown = desconocido
library-language-ar = árabe
library-language-zh = chino
library-language-en = inglés
library-language-fr = francés
library-language-ru = ruso
library-language-es = español
library-kind-agreement = Acuerdo
library-kind-ceasefire = Alto el fuego
library-kind-resolution = Resolución
library-kind-guidance = Orientación
library-kind-report = Informe
library-kind-statement = Declaración
library-kinds-agreement = Acuerdos
library-kinds-ceasefire = Acuerdos de alto el fuego
library-kinds-resolution = Resoluciones
library-kinds-guidance = Orientaciones
library-kinds-report = Informes
library-kinds-statement = Declaraciones
library-stage-pre = Prenegociación, proceso
library-stage-cea = Alto el fuego y cuestiones conexas
library-stage-subpar = Marco, parcial
library-stage-subcomp = Marco, amplio
library-stage-imp = Aplicación, renegociación
library-stage-ren = Renovación
library-stage-oth = Otra
library-substage-proc = Proceso
library-substage-prin = Principios
library-substage-conf = Medida de confianza
library-substage-premix = Prenegociación, mixta
library-substage-preoth = Prenegociación, otra
library-substage-ceas = Acuerdo de alto el fuego
library-substage-rel = Relativo a un alto el fuego
library-substage-ceamix = Alto el fuego, mixto
library-substage-iss = Cuestión central
library-substage-multiss = Varias cuestiones
library-substage-frparoth = Marco parcial, otro
library-substage-frag = Acuerdo amplio
library-substage-frcons = Constitución
library-substage-frcomoth = Marco amplio, otro
library-substage-impmod = Modalidades de aplicación
library-substage-extsub = Se extiende a cuestiones nuevas o pendientes
library-substage-extpar = Se extiende a nuevas partes
library-substage-impoth = Aplicación, otra
library-substage-repre = Renueva un acuerdo de prenegociación
library-substage-resub = Renueva un acuerdo marco
library-substage-reimp = Renueva un acuerdo de aplicación
library-substage-reoth = Renovación, otra
library-substage-other = Otra
library-status-multiparty-signed-agreed = Firmado o convenido por varias partes
library-status-unilateral-document = Documento unilateral
library-status-status-unclear = Situación incierta
library-status-agreement-with-subsequent-status = Acuerdo con condición posterior
library-agreement-type-inter = Entre Estados
library-agreement-type-interintra = Entre Estados, sobre un conflicto interno
library-agreement-type-intra = Dentro de un Estado
library-agreement-type-intralocal = Dentro de un Estado, local
library-conflict-type-government = Gobierno
library-conflict-type-territory = Territorio
library-conflict-type-government-territory = Gobierno y territorio
library-conflict-type-inter-group = Entre grupos
library-conflict-type-other = Otro

## Documents
library-any = cualquiera
library-show = Mostrar
library-documents-none = Ningún documento corresponde a estos filtros.
library-facts = Datos
library-countries = Países
library-parties = Partes
library-third-parties = Terceras partes
library-match-suggested = coincidencia sugerida, { $x } %
library-substage = Subetapa
library-status = Situación
library-agreement-type = Nivel del acuerdo
library-conflict-type = Naturaleza del conflicto
library-versions = En otros idiomas
library-symbol = Signatura
library-external = Identificadores externos
library-replaced-by = Este documento fue sustituido por
library-text = Texto
library-text-none = Aquí solo están los datos de este documento, no su texto.
library-text-state-full = texto íntegro
library-text-state-passages = solo pasajes
library-text-state-none = sin texto
library-texts = Textos de los documentos ({ $all }): texto íntegro { $full }, solo pasajes { $passages }, sin texto { $none }
library-at-source = Leerlo en la fuente
library-withdrawn-about = Figuraban en un texto anterior. Sus direcciones siguen funcionando para que las citas se mantengan.
library-about-document = Acerca de este documento
library-outline = Índice
library-topics-coded = Temas, según los codificadores de la fuente
library-topics-not-coded = Los codificadores de la fuente no examinaron este documento: se desconoce qué temas contiene.
library-topics-coded-none = Los codificadores de la fuente lo examinaron y no hallaron ningún tema.
library-topics-suggested = Temas, leídos en el texto
library-relations = Documentos relacionados
library-relation-amends = Modifica
library-relation-implements = Aplica
library-relation-renews = Renueva
library-relation-supersedes = Sustituye a
library-relation-annex-of = Anexo de
library-relation-translation-of = Traducción de
library-related-amends = Modificado por
library-related-implements = Aplicado por
library-related-renews = Renovado por
library-related-supersedes = Sustituido por
library-related-annex-of = Tiene el anexo
library-related-translation-of = Traducido en
library-timeline = Cronología del proceso
library-gap = De { $x } a { $y }: no hay documentos aquí; se desconoce lo ocurrido
library-gap-about = Un intervalo de más de un año entre dos documentos se muestra como desconocido: esta biblioteca no permite saber si hubo calma.
library-source = Fuente
library-source-page = Página de la fuente
library-redistribution-allowed = El texto puede redistribuirse.
library-redistribution-non-commercial = El texto puede redistribuirse con fines no comerciales, citando la fuente y con la misma licencia.
library-redistribution-not-allowed = El texto no puede redistribuirse.
library-redistribution-unknown = Se desconoce si el texto puede redistribuirse; se trata como no permitido.
library-cite = Citar
library-copy = Copiar
library-processes-about = Un proceso reúne los documentos de una negociación. Su cronología muestra dónde faltan.
library-processes-empty = Ningún documento indica todavía su proceso. Los procesos aparecen aquí cuando se importan documentos.
library-first = Primer documento
library-last = Último documento
library-search-within = Buscar en este proceso

## Provisions
library-is-withdrawn = El texto más reciente del documento ya no contiene esta disposición.
library-topics-none = No se leyó ningún tema en este texto y nadie añadió uno.
library-topic-suggested = sugerido
library-topic-accepted = aceptado
library-topic-rejected = rechazado
library-topic-accept = Aceptar
library-topic-reject = Rechazar
library-topic-back = Deshacer
library-topic-add = Añadir un tema por su nombre
library-topic-add-button = Añadir
library-topic-none = No hay ningún tema «{ $x }». Búsquelo entre los temas e indique su nombre.
library-topic-several = «{ $x }» corresponde a varios temas. Indique uno: { $y }.
library-surroundings = Contexto
library-elsewhere = La misma cuestión en otra parte de este documento
library-pasts = Redacción anterior
library-past-until = Hasta el { $x }
library-past-legend = Tachado: solo en la redacción anterior. Subrayado: solo en la posterior.
library-permanent-id = Identificador permanente

## Comparison
library-compare = Comparar
library-compare-title = Documentos en paralelo
library-compare-with = Comparar con…
library-compare-near = Un documento del mismo proceso
library-compare-id = O el identificador de un documento
library-compare-about = De dos a seis documentos se muestran en paralelo, tema por tema.
library-compare-hint = El identificador figura en la dirección de un documento, como pax:1364. La página de cada documento también tiene un formulario para compararlo.
library-compare-more = Añadir un documento
library-compare-caution = «No se encontró» significa que en este texto no se reconoció ninguna disposición sobre el tema. No significa que no la haya.
library-none-found = no se encontró
library-compare-none = No se reconoció ningún tema en estos documentos. Puede que su texto no esté aquí.
library-compare-choose = Elija temas para leer en paralelo; las cifras cuentan disposiciones.
library-compare-rest = Son los temas que comparten más documentos. Elija otros en la tabla de arriba.

## Words with a number
library-used-in = { $n ->
    [one] Se emplea en { $shown } documento
    [many] Se emplea en { $shown } de documentos
   *[other] Se emplea en { $shown } documentos
  }
library-wordings-found = { $n ->
    [one] Otra disposición ({ $shown }) con esta redacción
    [many] { $shown } de otras disposiciones con esta redacción
   *[other] Otras { $shown } disposiciones con esta redacción
  }
library-found = { $n ->
    [one] { $shown } disposición
    [many] { $shown } de disposiciones
   *[other] { $shown } disposiciones
  }
library-more = { $shown } más
library-n-documents = { $n ->
    [one] { $shown } documento
    [many] { $shown } de documentos
   *[other] { $shown } documentos
  }
library-n-topics = { $n ->
    [one] { $shown } tema
    [many] { $shown } de temas
   *[other] { $shown } temas
  }
library-text-passages = { $n ->
    [one] Aquí hay { $shown } pasaje de este documento, no el texto completo.
    [many] Aquí hay { $shown } de pasajes de este documento, no el texto completo.
   *[other] Aquí hay { $shown } pasajes de este documento, no el texto completo.
  }
library-withdrawn = { $n ->
    [one] { $shown } disposición que el texto más reciente ya no contiene
    [many] { $shown } de disposiciones que el texto más reciente ya no contiene
   *[other] { $shown } disposiciones que el texto más reciente ya no contiene
  }
library-whole-process = { $n ->
    [one] Todo el proceso ({ $shown } documento)
    [many] Todo el proceso ({ $shown } de documentos)
   *[other] Todo el proceso ({ $shown } documentos)
  }
library-similar-found = { $n ->
    [one] { $shown } disposición similar
    [many] { $shown } de disposiciones similares
   *[other] { $shown } disposiciones similares
  }
library-topic-score = { $shown } % de certeza
library-compare-nth = Documento { $shown }
library-n-provisions = { $n ->
    [one] { $shown } disposición
    [many] { $shown } de disposiciones
   *[other] { $shown } disposiciones
  }
