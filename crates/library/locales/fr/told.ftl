# Ce qui est refusé, et ce que dit le rapport d’une importation.

## Erreurs
library-error-figure-topics = Une figure montre au plus { $shown } thèmes. Retirez-en.
library-error-index-busy = L’index de recherche est en cours d’écriture par un autre processus. Réessayez dans un instant.
library-error-search-slow = La recherche a dépassé le temps permis pour une question et a été arrêtée. Demandez moins à la fois, ou réessayez dans un instant.
library-error-query-long = La requête compte { $given } caractères ; { $shown } au plus sont lus. Raccourcissez-la, ou utilisez « Trouver des semblables » pour un texte entier.
library-error-hits-many = { $asked } résultats ont été demandés. Demandez-en de 1 à { $shown } à la fois et poursuivez avec offset.
library-error-hits-far = Les résultats à partir de { $from } ont été demandés ; seuls les { $shown } premiers peuvent être parcourus. Restreignez la question par un filtre.
library-error-question-large = La question demande trop à la fois. Employez moins de mots, d’expressions, de mots avec * ou de filtres, ou demandez moins de résultats.
library-error-filter = Le filtre « { $filter } » ne peut pas être lu : { $why }
library-error-date-impossible = { $text } n’existe pas dans le calendrier. Vérifiez le jour et le mois.
library-error-date-unreadable = « { $text } » n’est pas une date. Écrivez 1999-03-14, 14/03/1999, 14 mars 1999, 1999-03 ou 1999.
library-error-topic-state = Un thème est accepté ou rejeté, ou sa décision est annulée.
library-error-match-state = Un rapprochement est accepté ou rejeté.
library-error-compare-number = Choisissez de deux à six documents à comparer.
library-error-not-sure-to-undo = Rien n’a été annulé. Cochez la case de confirmation, puis renvoyez le formulaire.
library-error-basket-full = Un panier contient au plus { $shown } dispositions. Ouvrez-en un autre.
library-error-no-match-chosen = Rien n’a été choisi. Acceptez ou rejetez un rapprochement, ou tous ceux de la page.
library-error-match-unnamed = Le formulaire n’indique aucun rapprochement. Rechargez la page et réessayez.
library-error-id-taken = L’identifiant { $id } est déjà pris. Choisissez-en un autre.
library-error-not-to-take-away = Ce fichier est marqué « ne pas exporter » ; lisez sur sa page ce qui en a été tiré.
library-error-similar-no-text = Il n’y a pas de texte. Envoyez le libellé auquel les autres doivent ressembler.
library-error-after = Il n’y a rien ici à partir de quoi poursuivre la lecture. Indiquez la valeur next de la page précédente.
library-error-format = Le format « { $word } » n’existe pas. Demandez csv, jsonl ou parquet.
library-error-out = Impossible d’écrire { $path } : { $why }.
library-error-import-kind = « { $word } » n’est pas un type d’importation. Choisissez pax, texts, provisions ou actors.
library-error-no-file = Aucun fichier n’a été envoyé. Revenez en arrière, choisissez le fichier à importer et renvoyez-le.
library-error-no-texts = Il n’y a là aucun fichier à importer. Indiquez des fichiers ou des dossiers contenant des fichiers TXT, HTML, Markdown, DOCX, RTF, PDF ou ZIP.
library-error-level = Une classification est unclassified, confidential ou strictly_confidential.
library-error-level-needed = Un compartiment a été choisi sans classification : tout le monde aurait vu le contenu. Choisissez confidentiel ou strictement confidentiel.
library-error-level-texts-only = Seuls les textes peuvent être classifiés à l’importation. Importez les tables et les fichiers d’autorité sans classification.
library-error-undone-already = Cette importation a déjà été annulée.
library-error-undo-barred = Vous ne pouvez pas modifier ce qui reste de cette importation : le contenu, ou une partie, est classifié pour d’autres. Adressez-vous au responsable de la bibliothèque.
library-error-undo-later = Une importation ultérieure ({ $id }, { $at }) a modifié les mêmes documents. Annulez d’abord celle-là.
library-error-pax-column = { $file } n’a pas de colonne { $column } : ce n’est pas une table PA-X. Ses colonnes : { $columns }.
library-error-actors-column = { $file } n’a pas de colonne actor_name ou name : ce n’est pas un fichier d’autorité d’acteurs.

## Le rapport d’une importation
library-report-undated = { $why } Le document a été pris sans date.
library-report-file-large = { $file } fait { $size } Mio ; un texte peut en faire { $shown }. Divisez-le, ou retirez-en les images.
library-report-id-differs = { $file } est { $id }, comme { $first }, mais avec un texte différent. { $first } a été pris ; décidez lequel est juste et importez celui-là.
library-report-name-no-agtid = Le fichier s’appelle { $file } ; son nom doit contenir l’AgtId, comme dans 1364.pdf. Renommez-le et importez-le à nouveau.
library-report-id-replaced = « { $id } » ne peut pas être un identifiant : il contient des espaces ou un #, ou plus de 100 caractères. Le texte en a reçu un autre.
library-report-id-unfit = « { $id } » ne peut pas être un identifiant : il contient des espaces ou un #, ou plus de 100 caractères. La ligne a été laissée de côté.
library-report-relations-unreadable = Les relations ne peuvent pas être lues. Écrivez-les comme une liste de { $form }.
library-report-relation-unknown = « { $kind } » n’est pas une relation. Employez l’une de celles-ci : { $kinds }.
library-report-barred = Vous ne pouvez pas modifier { $id }. Adressez-vous au responsable de la bibliothèque, ou donnez au texte un identifiant propre.
library-report-clash = { $provision } existe déjà ici avec un texte tout autre. Le texte de ce fichier a été ajouté sous le prochain numéro libre ; comparez les deux.
library-report-rows-few = { $n ->
    [one] Le fichier a { $shown } ligne ; la table entière en a plus de { $expected }.
   *[other] Le fichier a { $shown } lignes ; la table entière en a plus de { $expected }.
  } Si vous vouliez tout importer, vérifiez que le fichier est complet.
library-report-agtid = « { $text } » n’est pas un AgtId, qui est un nombre entier. La ligne a été laissée de côté ; corrigez le numéro et importez de nouveau.
library-report-untitled = L’accord n’a pas de titre. La ligne a été laissée de côté.
library-report-agtid-twice = L’AgtId { $id } figure déjà à la ligne { $row }, avec un contenu différent. La ligne { $row } a été prise ; décidez laquelle est juste et importez celle-là.
library-report-text-twice = { $id } a deux textes différents dans cet import. Le premier a été retenu ; retirez celui qui est faux et importez à nouveau.
library-report-country-code = « { $code } » n’est pas un code de pays ISO 3166-1 connu. Il a été gardé tel quel ; les recherches par pays le trouvent sous ce code.
library-report-topic-value = « { $text } » n’est pas 0, 1, 2 ou 3. Le thème compte ici comme non codé.
library-report-no-object = La ligne n’est pas un objet JSON. Écrivez un objet par ligne, avec agreement_id et text.
library-report-no-agreement = La ligne n’indique aucun accord. Donnez son AgtId sous agreement_id.
library-report-no-text = La ligne n’a pas de texte. Elle a été laissée de côté.
library-report-segment = { $text } n’est pas un numéro de segment, qui est un nombre entier à partir de 0. La disposition a reçu le prochain numéro libre.
library-report-actor-unnamed = La ligne ne nomme personne. Elle a été laissée de côté.
library-report-no-symbol = Aucune cote comme S/RES/1325 (2000) ou A/RES/60/251 ne figure dans { $file } ni dans son nom : on ne sait pas de quelle résolution il s’agit. Ajoutez la cote aux premières lignes du texte.
library-report-resolution-empty = { $file } ne contient aucun texte sous son en-tête. Le fichier est peut-être vide ou endommagé.
library-report-year-only = Aucun jour de { $year } ne figure dans les premières lignes de { $symbol } ; seule l’année a été prise.
library-report-resolution-undated = Aucun jour ne figure dans les premières lignes de { $symbol } ; le texte a été pris sans date.
library-report-two-symbols = Le texte commence par la résolution { $written }, son nom indique { $named }. Il a été pris sous son nom ; corrigez le texte ou le nom et importez-le de nouveau.

## Les fichiers tels qu’ils ont été lus

## Requêtes
library-query-many-words = Seuls les { $shown } premiers mots de la requête ont été lus.
library-query-excluded-field = -{ $field }: n’est pas possible ; le champ a été laissé de côté.
library-query-unknown-field = « { $field }: » n’est pas un champ et a été lu comme un mot. Les champs sont : { $fields }.
library-query-empty-field = « { $field }: » n’a pas de valeur et a été lu comme un mot.
library-query-open-quotation = Un guillemet n’est pas fermé ; la suite a été lue comme des mots.
library-query-short-pattern = « { $word } » correspond à trop de mots. Écrivez au moins deux lettres.
library-query-idle-pattern = Aucun mot de la bibliothèque ne correspond à « { $word } ».
library-query-wide-pattern = « { $word } » correspond à de nombreux mots ; seuls les { $shown } premiers ont été cherchés. Écrivez plus de lettres.

## Exportations
library-basket-left-out = { $n ->
    [one] { $shown } disposition n’y figure pas : elle est marquée « ne pas exporter ».
   *[other] { $shown } dispositions n’y figurent pas : elles sont marquées « ne pas exporter ».
  }
