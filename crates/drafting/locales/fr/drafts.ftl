thing-draft = projet
thing-draft-version = version
thing-finding = constat
thing-mark = marque
drafting-drafts = Projets d’accord
drafting-drafts-none = Il n’y a aucun projet que vous puissiez voir. Commencez-en un pour un compartiment dont vous êtes membre.
drafting-draft = Projet
drafting-draft-open = Commencer un projet
drafting-draft-add-version = Ajouter une version
drafting-draft-build = Composer une version à partir de blocs
drafting-draft-intend = Marquer comme voulu
drafting-draft-take-back = Retirer la marque
drafting-draft-remove = Supprimer le projet
drafting-title = Nom
drafting-compartment = Compartiment
drafting-compartment-hint = Ses membres voient le projet, confidentiel ; personne d’autre n’apprend qu’il existe. Sans compartiment, ouvrez-en d’abord un.
drafting-note = De qui, ou ce qui est nouveau
drafting-mark = Marque
drafting-reason = Pourquoi c’est voulu
drafting-reason-hint = La marque reste dans les versions suivantes tant que les mots ne changent pas. Elle peut être retirée.
drafting-finding = Constat
drafting-versions = Versions
drafting-changed-at = Dernière modification
drafting-version = Version
drafting-versions-none = Il n’y a pas encore de version. Ajoutez-en une : collez un texte, envoyez un fichier ou composez-la à partir de blocs.
drafting-version-n = Version { $x }
drafting-origin = Provenance
drafting-origin-paste = texte collé
drafting-origin-upload = fichier
drafting-origin-builder = blocs de base
drafting-added = Ajoutée
drafting-read = Lire le texte
drafting-word = Fichier Word (DOCX)
drafting-findings-all-intended = Tout ce qui a été constaté est marqué comme voulu.
drafting-intended = Voulu
drafting-intended-about = Ces constats correspondent à ce qui est voulu. Chacun est écarté à lui seul ; sa règle continue de s’appliquer.
drafting-intended-changed = ses mots ont changé ou disparu
drafting-compare = Comparer les versions
drafting-compare-about = Disposition par disposition. Le texte déplacé est suivi ; un simple changement de numéro ne compte pas.
drafting-compare-none = Rien n’a changé entre ces versions.
drafting-compare-word = Fichier Word avec suivi des modifications
drafting-pick-old = Avant
drafting-pick-new = Après
drafting-pick-a = Une langue
drafting-pick-b = L’autre langue
drafting-show = Afficher
drafting-change = Modification
drafting-change-changed = reformulée
drafting-change-moved = déplacée
drafting-change-added = nouvelle
drafting-change-removed = supprimée
drafting-concordance = Comparer les langues
drafting-concordance-none = Aucune différence n’a été trouvée entre ces versions. Cela ne prouve pas qu’elles disent la même chose.
drafting-prevails = Le texte dit quelle version fait foi : { $x }.
drafting-only-a = Seulement dans la première
drafting-only-b = Seulement dans la seconde
drafting-aligned = { $n ->
    [one] { $shown } disposition figure dans les deux.
   *[other] { $shown } dispositions figurent dans les deux.
}
drafting-remove-sure = { $n ->
    [0] « { $title } » disparaît. Le projet n’a encore aucune version.
    [one] « { $title } » disparaît avec sa { $shown } version.
   *[other] « { $title } » disparaît avec ses { $shown } versions.
}
drafting-remove-marks = { $n ->
    [one] { $shown } marque de ce qui est voulu disparaît aussi.
   *[other] { $shown } marques de ce qui est voulu disparaissent aussi.
}
drafting-remove-gone = Seule une sauvegarde permettrait de le retrouver.
drafting-error-text-and-file = Collez un texte ou choisissez un fichier, pas les deux.
drafting-error-versions-full = Un projet a au plus { $n } versions. Commencez un nouveau projet.
drafting-error-intended-already = Ce constat est déjà marqué comme voulu.
drafting-precedents-ceasefire = { $n } des { $of } cessez-le-feu dont le texte intégral est ici disent qui le fait.
drafting-precedents-agreement = { $n } des { $of } accords dont le texte intégral est ici disent qui le fait.
drafting-strengths = Force obligatoire de chaque article, et ce que ses obligations laissent ouvert
drafting-without-actor = obligations sans auteur
drafting-without-deadline = obligations sans délai
drafting-without-verification = obligations sans vérification
