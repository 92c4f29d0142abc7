# Words of reading: search, documents, provisions, comparison.

thing-actor = acteur
thing-basket = corbeille
thing-basket-provision = disposition dans cette corbeille
thing-document = document
thing-import = importation
thing-match = rapprochement
thing-process = processus
thing-provision = disposition
thing-saved-search = recherche enregistrée
thing-source = source
thing-source-card = fiche de source
thing-topic = thème
## Menu and first page
library-search = Recherche
library-documents = Documents
library-processes = Processus
library-home = Trouver des formulations antérieures
library-home-lead = Une bibliothèque d’accords de paix, de cessez-le-feu, de résolutions et de guides, à lire et à interroger disposition par disposition, en six langues, avec la source de chaque ligne.
library-home-closed = Cette installation est ouverte aux personnes connectées.
library-try = Essayez une question :
library-example-1 = Comment une ligne de cessez-le-feu est-elle surveillée ?
library-example-2 = femmes dans la commission conjointe
library-example-3 = passage des éleveurs vers les puits et les pâturages
library-example-4 = recherche des personnes disparues
library-holds = Ce qui s’y trouve
library-provisions = Dispositions
library-topics = Thèmes
library-newest = Documents les plus récents
library-all-documents = Tous les documents
library-sources = Sources
library-licence = Licence
library-empty = La bibliothèque est vide
library-empty-text = Il n’y a encore aucun document. Importez la table PA-X, un dossier de textes ou des résolutions ; ce qui a été compris ou non est ensuite affiché ligne par ligne.
library-empty-import = Importer des documents
library-empty-ask = Un conservateur de cette installation peut importer des documents.

## Asking
library-ask = Demandez avec vos mots, dans l’une des six langues
library-find = Chercher
library-how-to-ask = Comment demander
library-how-to-ask-text = Écrivez une question ou quelques mots, dans l’une des six langues. Les textes dans les autres langues sont trouvés grâce aux thèmes que vos mots désignent ; ces thèmes sont affichés et chacun peut être désactivé.
library-browse = Ou parcourir
library-help = Syntaxe de recherche
library-help-words = Des mots : chacun aide, aucun n’est obligatoire.
library-help-phrase = Une expression exacte.
library-help-must = Un mot qui doit, ou ne doit pas, figurer.
library-help-prefix = N’importe quelle terminaison.
library-help-near = À cinq mots au plus l’un de l’autre.
library-help-or = Au moins l’un des deux.
library-help-field = Champs : topic, country, region, stage, kind, party, language, process, source, document, from, to, title.
library-understood = Compris comme
library-understood-hint = Choisissez un thème pour le désactiver ou l’activer.
library-concept-on = pris en compte
library-concept-off = désactivé
library-meant = Vouliez-vous dire
library-narrowed = Seulement
library-narrow = Affiner
library-take-away = Retirer
library-all-away = Sans aucun filtre
library-search-range = { $x } à { $y }
library-by-title = Documents dont le titre ou la description contient ces mots
library-nothing-found = Aucune disposition trouvée. Retirez un filtre, employez moins de mots ou d’autres mots, ou essayez :
library-no-answer = Rien ici ne répond à cette question. Ce qui s’en approche le plus :
library-why = Trouvé par
library-why-topic = thème { $x }
library-why-words = « { $x } »
library-why-title = dans le titre ou l’intitulé : { $x }
library-why-meaning = sens proche
library-also-in = Aussi en
library-wordings = La même rédaction ailleurs
library-wordings-none = Aucune autre disposition n’est rédigée de même.
library-wordings-legend = Barré : seulement dans la disposition ci-dessus. Souligné : seulement dans l’autre.
library-pages = Pages
library-earlier = Page précédente
library-later = Page suivante
library-name = Nom
library-in-compartment = Dans votre compartiment
library-basket-put = Mettre au panier
library-basket-collected = La disposition est maintenant dans votre panier
library-basket-into = Panier
library-similar = Dispositions semblables
library-similar-find = Trouver des semblables
library-similar-paste = Collez un texte
library-similar-hint = Jusqu’à 20 000 caractères, dans l’une des six langues. Le texte est comparé et n’est pas conservé.
library-similar-none = Rien de semblable n’a été trouvé.

## Facets
library-facet-topic = Thème
library-facet-country = Pays
library-facet-region = Région
library-facet-stage = Étape
library-facet-kind = Type de document
library-facet-language = Langue
library-facet-party = Partie
library-facet-process = Processus
library-facet-source = Source
library-facet-text = Texte
library-facet-document = Document
library-facet-decade = Décennie
library-date = Date
library-from = Depuis
library-to = Jusqu’au
library-date-unknown = date inconnue
library-unknown = inconnu
library-language-ar = arabe
library-language-zh = chinois
library-language-en = anglais
library-language-fr = français
library-language-ru = russe
library-language-es = espagnol
library-kind-agreement = Accord
library-kind-ceasefire = Cessez-le-feu
library-kind-resolution = Résolution
library-kind-guidance = Guide
library-kind-report = Rapport
library-kind-statement = Déclaration
library-kinds-agreement = Accords
library-kinds-ceasefire = Cessez-le-feu
library-kinds-resolution = Résolutions
library-kinds-guidance = Guides
library-kinds-report = Rapports
library-kinds-statement = Déclarations
library-stage-pre = Prénégociation, processus
library-stage-cea = Cessez-le-feu et questions connexes
library-stage-subpar = Accord-cadre, partiel
library-stage-subcomp = Accord-cadre, global
library-stage-imp = Mise en œuvre, renégociation
library-stage-ren = Renouvellement
library-stage-oth = Autre
library-substage-proc = Processus
library-substage-prin = Principes
library-substage-conf = Mesure de confiance
library-substage-premix = Prénégociation, mixte
library-substage-preoth = Prénégociation, autre
library-substage-ceas = Accord de cessez-le-feu
library-substage-rel = Lié à un cessez-le-feu
library-substage-ceamix = Cessez-le-feu, mixte
library-substage-iss = Question centrale
library-substage-multiss = Plusieurs questions
library-substage-frparoth = Cadre partiel, autre
library-substage-frag = Accord global
library-substage-frcons = Constitution
library-substage-frcomoth = Cadre global, autre
library-substage-impmod = Modalités de mise en œuvre
library-substage-extsub = Étend à des questions nouvelles ou en suspens
library-substage-extpar = Étend à de nouvelles parties
library-substage-impoth = Mise en œuvre, autre
library-substage-repre = Renouvelle un accord de prénégociation
library-substage-resub = Renouvelle un accord-cadre
library-substage-reimp = Renouvelle un accord de mise en œuvre
library-substage-reoth = Renouvellement, autre
library-substage-other = Autre
library-status-multiparty-signed-agreed = Signé ou convenu par plusieurs parties
library-status-unilateral-document = Document unilatéral
library-status-status-unclear = Statut incertain
library-status-agreement-with-subsequent-status = Accord au statut acquis ultérieurement
library-agreement-type-inter = Entre États
library-agreement-type-interintra = Entre États, sur un conflit interne
library-agreement-type-intra = À l’intérieur d’un État
library-agreement-type-intralocal = À l’intérieur d’un État, local
library-conflict-type-government = Gouvernement
library-conflict-type-territory = Territoire
library-conflict-type-government-territory = Gouvernement et territoire
library-conflict-type-inter-group = Entre groupes
library-conflict-type-other = Autre

## Documents
library-any = tous
library-show = Afficher
library-documents-none = Aucun document ne correspond à ces filtres.
library-facts = Fiche
library-countries = Pays
library-parties = Parties
library-third-parties = Tierces parties
library-match-suggested = rapprochement suggéré, { $x } %
library-substage = Sous-étape
library-status = Statut
library-agreement-type = Niveau de l’accord
library-conflict-type = Nature du conflit
library-versions = Dans d’autres langues
library-symbol = Cote
library-external = Identifiants ailleurs
library-replaced-by = Ce document a été remplacé par
library-text = Texte
library-text-none = Seule la fiche de ce document se trouve ici, pas son texte.
library-text-state-full = texte intégral
library-text-state-passages = extraits seulement
library-text-state-none = sans texte
library-texts = Textes des documents ({ $all }) : texte intégral { $full }, extraits seulement { $passages }, sans texte { $none }
library-at-source = Le lire à la source
library-withdrawn-about = Elles figuraient dans un texte antérieur. Leurs adresses restent valables, pour que les citations tiennent.
library-about-document = À propos de ce document
library-outline = Plan
library-topics-coded = Thèmes, selon les codeurs de la source
library-topics-not-coded = Les codeurs de la source n’ont pas examiné ce document : on ignore quels thèmes y figurent.
library-topics-coded-none = Les codeurs de la source ont examiné ce document et n’ont trouvé aucun thème.
library-topics-suggested = Thèmes, lus dans le texte
library-relations = Documents liés
library-relation-amends = Modifie
library-relation-implements = Met en œuvre
library-relation-renews = Renouvelle
library-relation-supersedes = Remplace
library-relation-annex-of = Annexe de
library-relation-translation-of = Traduction de
library-related-amends = Modifié par
library-related-implements = Mis en œuvre par
library-related-renews = Renouvelé par
library-related-supersedes = Remplacé par
library-related-annex-of = A pour annexe
library-related-translation-of = Traduit dans
library-timeline = Chronologie du processus
library-gap = De { $x } à { $y } : aucun document ici ; ce qui s’est passé est inconnu
library-gap-about = Un intervalle de plus d’un an entre deux documents est indiqué comme inconnu : cette bibliothèque ne dit pas si la période fut calme.
library-source = Source
library-source-page = Page de la source
library-redistribution-allowed = Le texte peut être rediffusé.
library-redistribution-non-commercial = Le texte peut être rediffusé à des fins non commerciales, avec mention de la source et sous la même licence.
library-redistribution-not-allowed = Le texte ne peut pas être rediffusé.
library-redistribution-unknown = On ignore si le texte peut être rediffusé ; il est traité comme non autorisé.
library-cite = Citer
library-copy = Copier
library-processes-about = Un processus réunit les documents d’une même négociation. Sa chronologie montre où il en manque.
library-processes-empty = Aucun document n’indique encore son processus. Les processus apparaissent ici après l’importation de documents.
library-first = Premier document
library-last = Dernier document
library-search-within = Chercher dans ce processus

## Provisions
library-is-withdrawn = Le texte le plus récent du document ne contient plus cette disposition.
library-topics-none = Aucun thème n’a été lu dans ce texte et personne n’en a ajouté.
library-topic-suggested = suggéré
library-topic-accepted = accepté
library-topic-rejected = rejeté
library-topic-accept = Accepter
library-topic-reject = Rejeter
library-topic-back = Annuler la décision
library-topic-add = Ajouter un thème par son nom
library-topic-add-button = Ajouter
library-topic-none = Il n’y a pas de thème « { $x } ». Cherchez-le parmi les thèmes et indiquez son nom.
library-topic-several = « { $x } » correspond à plusieurs thèmes. Indiquez-en un : { $y }.
library-surroundings = Contexte
library-elsewhere = La même question ailleurs dans ce document
library-pasts = Versions antérieures
library-past-until = Jusqu’au { $x }
library-past-legend = Barré : seulement dans l’ancienne rédaction. Souligné : seulement dans la nouvelle.
library-permanent-id = Identifiant permanent

## Comparison
library-compare = Comparer
library-compare-title = Documents côte à côte
library-compare-with = Comparer avec…
library-compare-near = Un document du même processus
library-compare-id = Ou l’identifiant d’un document
library-compare-about = Deux à six documents sont présentés côte à côte, thème par thème.
library-compare-hint = L’identifiant figure dans l’adresse d’un document, comme pax:1364. La page de chaque document a aussi un formulaire de comparaison.
library-compare-more = Ajouter un document
library-compare-caution = « Rien trouvé » signifie qu’aucune disposition sur ce thème n’a été reconnue dans ce texte. Cela ne veut pas dire qu’il n’y en a pas.
library-none-found = rien trouvé
library-compare-none = Aucun thème n’a été reconnu dans ces documents. Leur texte n’est peut-être pas ici.
library-compare-choose = Choisissez des thèmes à lire côte à côte ; les chiffres comptent les dispositions.
library-compare-rest = Ce sont les thèmes communs au plus grand nombre de ces documents. Choisissez-en d’autres dans le tableau ci-dessus.

## Words with a number
library-used-in = { $n ->
    [one] Employé dans { $shown } document
    [many] Employé dans { $shown } de documents
   *[other] Employé dans { $shown } documents
  }
library-wordings-found = { $n ->
    [one] { $shown } autre disposition de même rédaction
    [many] { $shown } d’autres dispositions de même rédaction
   *[other] { $shown } autres dispositions de même rédaction
  }
library-found = { $n ->
    [one] { $shown } disposition
    [many] { $shown } de dispositions
   *[other] { $shown } dispositions
  }
library-more = { $shown } de plus
library-n-documents = { $n ->
    [one] { $shown } document
    [many] { $shown } de documents
   *[other] { $shown } documents
  }
library-n-topics = { $n ->
    [one] { $shown } thème
    [many] { $shown } de thèmes
   *[other] { $shown } thèmes
  }
library-text-passages = { $n ->
    [one] { $shown } passage de ce document se trouve ici, pas le texte entier.
    [many] { $shown } de passages de ce document se trouvent ici, pas le texte entier.
   *[other] { $shown } passages de ce document se trouvent ici, pas le texte entier.
  }
library-withdrawn = { $n ->
    [one] { $shown } disposition absente du texte le plus récent
    [many] { $shown } de dispositions absentes du texte le plus récent
   *[other] { $shown } dispositions absentes du texte le plus récent
  }
library-whole-process = { $n ->
    [one] Tout le processus ({ $shown } document)
    [many] Tout le processus ({ $shown } de documents)
   *[other] Tout le processus ({ $shown } documents)
  }
library-similar-found = { $n ->
    [one] { $shown } disposition semblable
    [many] { $shown } de dispositions semblables
   *[other] { $shown } dispositions semblables
  }
library-topic-score = sûr à { $shown } %
library-compare-nth = Document { $shown }
library-n-provisions = { $n ->
    [one] { $shown } disposition
    [many] { $shown } de dispositions
   *[other] { $shown } dispositions
  }
