# Mots du travail : thèmes, acteurs, importations, paniers, figures, exportations.
job-library-import = Importation
library-as-data = En données
library-sure = Oui, je suis sûr

## Thèmes
library-topics-about = Ce dont traitent les dispositions. Chaque thème a des noms en six langues ; une question posée dans l’une trouve des textes dans les autres.
library-topics-empty = Cette installation n’a pas de thésaurus : il n’y a aucun thème à parcourir.
library-topics-find = Trouver un thème par son nom, dans l’une des six langues
library-topics-not-found = Aucun thème n’a un nom qui commence par ces mots.
library-topics-all = Tous les thèmes
library-topic-labels = Noms en six langues
library-topic-preferred = Nom
library-topic-alternative = Aussi
library-topic-narrower = Thèmes plus précis
library-topic-related = Thèmes voisins
library-topic-codes = Le même thème dans PA-X
library-topic-provisions = Dispositions sur ce thème
library-topic-recognised = Reconnu dans le texte par le système ou ajouté par une personne ; les thèmes plus précis sont compris.
library-topic-no-provisions = Aucune disposition sur ce thème ne se trouve ici.
library-topic-all-provisions = { $n ->
    [one] Voir { $shown } disposition
   *[other] Voir les { $shown } dispositions
  }
library-topic-coded = Codé par les sources
library-topic-coded-of = { $n ->
    [one] sur { $shown } document examiné par les codeurs
   *[other] sur { $shown } documents examinés par les codeurs
  }
library-topic-coded-unknown = Les codeurs des sources présentes ici n’ont pas cherché ce thème : on ne sait pas combien de documents l’ont.
library-topic-coded-about = Les codeurs de la source ont attribué ce thème au document entier.
library-topic-trend = Part par année

## Acteurs
library-actors = Acteurs
library-actors-about = États, groupes armés, organisations et personnes qui ont signé des documents ou en ont été témoins, chacun sous tous ses noms.
library-actors-find = Trouver un acteur par l’un de ses noms
library-actors-none = Aucun acteur n’est encore là. Importez une table d’acteurs pour y rattacher les noms qui figurent sur les documents.
library-actor-years = De – à
library-actor-kind = Type
library-actor-from = De
library-actor-to = À
library-aliases = Autres noms
library-actor-names = Autres noms
library-actor-no-names = Aucun autre nom n’est connu.
library-actor-no-documents = Aucun document ici n’est rattaché à cet acteur.
library-actor-documents-about = Documents où figure son nom, y compris les rapprochements que personne n’a encore vérifiés ; ceux qui ont été refusés n’y sont pas.
library-matches = Rapprochements à vérifier
library-matches-about = Le système propose l’acteur que désigne un nom sur un document, avec une note de ressemblance. Rien n’est fusionné avant qu’une personne ne l’accepte. Les moins sûrs viennent d’abord.
library-matches-empty = Aucun rapprochement n’attend de décision. Après une importation de documents ou d’acteurs, de nouvelles propositions apparaissent ici.
library-matches-waiting = { $n ->
    [one] { $shown } rapprochement attend une décision
   *[other] { $shown } rapprochements attendent une décision
  }
library-matches-accept-all = { $n ->
    [one] Accepter le { $shown } rapprochement de cette page
   *[other] Accepter les { $shown } rapprochements de cette page
  }
library-matches-reject-all = { $n ->
    [one] Refuser le { $shown } rapprochement de cette page
   *[other] Refuser les { $shown } rapprochements de cette page
  }
library-matches-later = Laisser ceux-ci, montrer les suivants
library-match-written = Tel qu’écrit
library-match-side-party = Partie
library-match-side-third-party = Tierce partie
library-match-suggested-actor = Acteur proposé
library-match-score = Ressemblance

## Importations
library-imports = Importations
library-imports-about = Faites entrer des documents. Le même fichier deux fois ne change rien ; chaque importation dit ce qu’elle a compris et ce qu’elle n’a pas compris, et peut être annulée en entier.
library-imports-none = Rien n’a encore été importé. Choisissez « Importer des fichiers » ci-dessus.
library-import-new = Importer des fichiers
library-import-jobs = Importations en cours
library-import-what = Contenu
library-import-send = Importer
library-import-files = Fichiers
library-import-pax = Table PA-X
library-import-pax-about = La table des accords telle que PA-X la publie (CSV), et les textes que vous pouvez détenir : son export du corpus entier (CSV ou lignes JSON), ou les fichiers du site (PDF et autres, aussi dans un fichier ZIP), chacun avec l’AgtId dans son nom.
library-import-pax-table = Table, corpus ou fichiers
library-import-pax-codings = Table avec les colonnes de thèmes (facultatif)
library-import-texts = Textes
library-import-texts-about = TXT dans tout encodage, HTML, Markdown, DOCX, PDF, ou un ZIP de ceux-ci, jusqu’à 64 Mio par fichier et 512 Mio en tout.
library-import-texts-kind = Nature des textes
library-import-texts-ids = Les noms de fichiers sont des identifiants PA-X, comme 1364.html
library-import-source-by-kind = Selon la nature des textes
library-import-provisions = Dispositions
library-import-provisions-about = Un objet JSON par ligne (JSONL), avec agreement_id et text, et si possible segment, title, date et language.
library-import-actors = Acteurs
library-import-actors-about = Une table (CSV) avec une colonne actor_name ou name, et si possible aliases, kind et id.
library-import-demo = Le monde de démonstration
library-import-state-done = Faite
library-import-state-undone = Annulée
library-import-was-undone = Cette importation a été annulée le { $x }.
library-import-stays = { $n ->
    [one] { $shown } de ses documents reste tel quel : lui-même ou une de ses parties est classifié de sorte que la personne qui a annulé l’importation ne pouvait pas le modifier.
   *[other] { $shown } de ses documents restent tels quels : eux-mêmes ou certaines de leurs parties sont classifiés de sorte que la personne qui a annulé l’importation ne pouvait pas les modifier.
  }
library-import-counts = Décompte
library-count-read = Lignes ou fichiers lus
library-count-documents-new = Nouveaux documents
library-count-documents-changed = Documents modifiés
library-count-documents-same = Documents inchangés
library-count-text-full = Documents au texte intégral
library-count-text-passages = Documents en extraits seulement
library-count-text-none = Documents sans texte
library-count-provisions-new = Nouvelles dispositions
library-count-provisions-changed = Dispositions modifiées
library-count-provisions-withdrawn = Dispositions retirées
library-count-actors = Acteurs
library-count-matches = Rapprochements proposés
library-count-refused = Refusés
library-count-doubtful = Douteux
library-import-notes = Ce qui n’a pas été compris
library-import-no-notes = Tout a été compris dans ces fichiers.
library-import-notes-about = Chacun avec sa place dans le fichier. Les lignes refusées ont été laissées de côté ; les douteuses ont été prises, sans la partie fautive.
library-import-notes-file = Tout en une table (CSV)
library-import-notes-range = { $x } à { $y }
library-import-notes-of = sur { $x }
library-import-severity = Issue
library-severity-refused = Refusé
library-severity-doubtful = Douteux
library-import-file = Fichier
library-import-row = Ligne
library-import-column = Colonne
library-import-reason = Raison
library-import-understood = Ce qui a été compris
library-import-columns = { $n ->
    [one] { $shown } colonne
   *[other] { $shown } colonnes
  }
library-import-filled = Lignes remplies
library-import-unused = Colonnes non utilisées
library-import-unused-about = Elles sont dans les fichiers, mais la bibliothèque n’a pas de place pour elles.
library-import-undo = Annuler cette importation
library-import-undo-about = Les documents qu’elle a apportés sont retirés, des paniers aussi. Ceux qu’elle a modifiés redeviennent comme avant.

## Paniers et recherches enregistrées
library-baskets = Paniers
library-baskets-about = Rassemblez des dispositions, ordonnez-les, annotez-les et emportez-les avec leurs sources. Vous seul voyez vos paniers.
library-basket-first = Mon panier
library-basket-open = Ouvrir un panier
library-basket-empty = Ce panier est vide. Trouvez des dispositions et mettez-les dedans.
library-basket-save-as = Enregistrer en
library-basket-print = Pour imprimer, utilisez la commande d’impression du navigateur : notes et sources restent, les boutons disparaissent.
library-basket-note = Note
library-basket-itself = Ce panier
library-basket-rename = Renommer
library-basket-remove = Supprimer ce panier
library-baskets-none = Vous n’avez pas encore de panier. Ouvrez-en un, ou mettez-y une disposition pendant une recherche.
library-basket-take-out = Retirer
library-basket-annotate = Écrire une note
library-basket-move = Déplacer dans le panier
library-basket-provision = Disposition
library-basket-to = Nouvelle place
library-basket-to-first = Au début
library-basket-to-up = Monter
library-basket-to-down = Descendre
library-basket-to-last = À la fin
library-basket-remove-sure = { $n ->
    [0] Supprimer le panier vide « { $title } » ?
    [one] Supprimer le panier « { $title } » avec sa disposition et la note qui l’accompagne ? La disposition reste dans la bibliothèque.
   *[other] Supprimer le panier « { $title } » avec { $shown } dispositions et leurs notes ? Les dispositions restent dans la bibliothèque.
}
library-created-at = Date de création
library-searches = Recherches enregistrées
library-searches-about = Des questions gardées sous un nom. Relancez-en une pour voir ce qui est arrivé depuis.
library-searches-none = Aucune recherche n’est enregistrée. Posez une question, puis enregistrez-la sous un nom.
library-saved-query = Question
library-saved-search-save = Enregistrer cette recherche
library-saved-search-forget = Oublier
library-saved-search-forget-sure = Oublier la recherche enregistrée « { $title } » ? Ce qu’elle trouve reste dans la bibliothèque.

## Figures
library-figures = Tendances et cartes
library-figure-trends = Thèmes par année
library-figure-map = Carte
library-figure-trends-about = La part des accords où figure un thème, parmi ceux que les codeurs de la source ont examinés. Une année sans un tel accord est sans données, ce qui n’est pas zéro.
library-figure-map-about = Documents par pays, ou part des documents codés où figure un thème. Un document qui nomme deux pays compte pour les deux.
library-figure-and-topic = Et le thème
library-figure-choose-topic = Choisissez un thème pour voir sa part par année.
library-figure-nothing = Aucun document ne correspond à ces filtres. Retirez-en un.
library-figure-share-axis = Part des accords codés où figure le thème
library-figure-n-by-year = Accords codés par année (n)
library-figure-trend-of = Part des accords codés par année : { $x }
library-figure-map-count = Documents par pays
library-figure-map-share = Part des documents codés où figure le thème : { $x }
library-figure-map-all-documents = Tous les documents
library-figure-map-none = aucun document ici
library-figure-no-data = sans données
library-figure-not-coded = Les codeurs des sources présentes ici ne codent pas le thème « { $x } » : on ne sait pas combien de documents en traitent.
library-figure-range = { $x } à { $y }
library-figure-table = La même chose en table
library-figure-year = Année
library-figure-n = Codés (n)
library-figure-with = Avec le thème
library-figure-share = Part
library-figure-undated = { $n ->
    [one] { $shown } accord codé n’a pas de date connue et ne figure dans aucune année.
   *[other] { $shown } accords codés n’ont pas de date connue et ne figurent dans aucune année.
  }
library-figure-without-country = { $n ->
    [one] { $shown } document ne nomme aucun pays et n’est pas sur la carte.
   *[other] { $shown } documents ne nomment aucun pays et ne sont pas sur la carte.
  }
library-figure-undrawn = Comptés dans la table, mais sans place sur la carte :
library-figure-boundaries = Les frontières et les noms indiqués et les appellations employées sur cette carte n’impliquent ni reconnaissance ni acceptation officielle. Les zones contestées sont dessinées sans jugement sur leur statut.
library-figure-counted-from = Compté à partir de
library-figure-changed = Dernier changement
library-figure-version = Version des données
library-figure-thesaurus = thésaurus
library-figure-address = Adresse de cette figure :

## Exportation et sources
library-export = Exportation
library-export-about = Toutes les dispositions avec leurs documents, sources et licences, en un fichier. Les grands fichiers sont écrits pendant l’envoi.
library-export-empty = Il n’y a encore rien à exporter.
library-export-left-out = Ces sources sont laissées de côté, car leur licence ne nous permet pas de transmettre leur texte :
library-export-terms = Vous êtes connecté : toutes les sources sont comprises. Leurs licences vous lient toujours ; chaque ligne nomme la sienne.
library-export-columns = Une ligne par disposition, avec son texte, sa place, son document, sa date, ses pays, sa source et sa licence.
library-sources-about = D’où viennent les textes, et à quelles conditions.
library-sources-empty = Aucune source n’est encore ici. Les sources apparaissent avec leur première importation.
library-source-coverage = Couvre
library-stats = contenu de la bibliothèque
library-import-marked-who-sees = Qui le verra
library-import-marked-everybody = Tous ceux qui peuvent lire ici
library-import-marked-level = Classification
library-import-marked-level-none = Aucune : tout le monde le voit
library-import-marked-review = À réexaminer le
library-import-marked-reason = Pourquoi
library-import-marked-who-sees-about = Choisissez un compartiment et une classification : seules les personnes nommées à côté trouveront les textes, l’importation et la tâche. Les fichiers envoyés sont ensuite supprimés du serveur.
library-originals = Originaux
library-originals-about = Conservés chiffrés pour les membres du compartiment, et effacés si l’importation est annulée. Chaque téléchargement est consigné.
