thing-draft = proyecto
thing-draft-version = versión
thing-finding = observación
thing-mark = marca
drafting-drafts = Proyectos de acuerdo
drafting-drafts-none = No hay ningún proyecto que usted pueda ver. Empiece uno para un compartimento del que forme parte.
drafting-draft = Proyecto
drafting-draft-open = Empezar un proyecto
drafting-draft-add-version = Añadir una versión
drafting-draft-build = Componer una versión a partir de bloques
drafting-draft-intend = Marcar como intencionado
drafting-draft-take-back = Retirar la marca
drafting-draft-remove = Eliminar el proyecto
drafting-title = Nombre
drafting-compartment = Compartimento
drafting-compartment-hint = Sus miembros ven el proyecto, confidencial; nadie más sabe que existe. Si no hay compartimento, abra uno primero.
drafting-note = De quién viene, o qué hay de nuevo
drafting-mark = Marca
drafting-reason = Por qué es intencionado
drafting-reason-hint = La marca sigue en las versiones posteriores hasta que cambien las palabras. Se puede retirar.
drafting-finding = Observación
drafting-versions = Versiones
drafting-changed-at = Último cambio
drafting-version = Versión
drafting-versions-none = Aún no hay ninguna versión. Añada una: pegue un texto, envíe un archivo o compóngala a partir de bloques.
drafting-version-n = Versión { $x }
drafting-origin = Procede de
drafting-origin-paste = texto pegado
drafting-origin-upload = archivo
drafting-origin-builder = bloques básicos
drafting-added = Añadida
drafting-read = Leer el texto
drafting-word = Archivo Word (DOCX)
drafting-findings-all-intended = Todo lo observado está marcado como intencionado.
drafting-intended = Intencionado
drafting-intended-about = Estas observaciones corresponden a lo que se quiere. Cada una se aparta por sí sola; su regla sigue aplicándose.
drafting-intended-changed = sus palabras cambiaron o ya no están
drafting-compare = Comparar versiones
drafting-compare-about = Disposición por disposición. Se sigue el texto trasladado; un número nuevo por sí solo no es un cambio.
drafting-compare-none = Nada cambió entre estas versiones.
drafting-compare-word = Archivo Word con control de cambios
drafting-pick-old = Antes
drafting-pick-new = Después
drafting-pick-a = Un idioma
drafting-pick-b = El otro idioma
drafting-show = Mostrar
drafting-change = Cambio
drafting-change-changed = redactada de otro modo
drafting-change-moved = trasladada
drafting-change-added = nueva
drafting-change-removed = suprimida
drafting-concordance = Comparar idiomas
drafting-concordance-none = No se encontró ninguna diferencia entre estas versiones. Eso no prueba que digan lo mismo.
drafting-prevails = El texto dice qué versión prevalece: { $x }.
drafting-only-a = Solo en la primera
drafting-only-b = Solo en la segunda
drafting-aligned = { $n ->
    [one] { $shown } disposición está en ambas.
   *[other] { $shown } disposiciones están en ambas.
}
drafting-remove-sure = { $n ->
    [0] Se elimina «{ $title }». Aún no tiene ninguna versión.
    [one] Se elimina «{ $title }» con su { $shown } versión.
   *[other] Se elimina «{ $title }» con sus { $shown } versiones.
}
drafting-remove-marks = { $n ->
    [one] También se elimina { $shown } marca de lo intencionado.
   *[other] También se eliminan { $shown } marcas de lo intencionado.
}
drafting-remove-gone = Solo se podría recuperar desde una copia de seguridad.
drafting-error-text-and-file = Pegue un texto o elija un archivo, no ambos.
drafting-error-versions-full = Un proyecto tiene como máximo { $n } versiones. Empiece un proyecto nuevo.
drafting-error-intended-already = Esta observación ya está marcada como intencionada.
drafting-precedents-ceasefire = { $n } de los { $of } altos el fuego cuyo texto completo está aquí dicen quién lo hace.
drafting-precedents-agreement = { $n } de los { $of } acuerdos cuyo texto completo está aquí dicen quién lo hace.
drafting-strengths = Fuerza vinculante de cada artículo, y lo que sus deberes dejan abierto
drafting-without-actor = deberes sin responsable
drafting-without-deadline = deberes sin plazo
drafting-without-verification = deberes sin verificación
