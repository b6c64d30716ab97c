import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { isFailure } from '../../src/core/article.ts';
import { readPage } from '../../src/core/read-article.ts';
import { pageRulesFor } from '../../src/rules/index.ts';

// What news sites put between the paragraphs, and sentences that begin like it, written from what such sites say.

type ByLanguage = Readonly<Record<string, readonly string[]>>;

const PROSE: ByLanguage = {
  en: [
    'The ferry between the two islands has stopped running after a crack was found in its hull, the harbour office wrote on Tuesday.',
    'About four hundred people take the boat every day, most of them on their way to school or to the cannery on the far shore.',
    'Engineers will look at the damage this week, and until they have finished no vessel of that size may leave the dock.',
    'The council has asked the mainland for help and expects an answer before the end of the month, according to its clerk.',
  ],
  de: [
    'Die Fähre zwischen den beiden Inseln fährt nicht mehr, seit im Rumpf ein Riss gefunden wurde, schrieb das Hafenamt am Dienstag.',
    'Etwa vierhundert Menschen nehmen das Boot jeden Tag, die meisten auf dem Weg zur Schule oder in die Fabrik am anderen Ufer.',
    'Ingenieure sehen sich den Schaden in dieser Woche an, und bis sie fertig sind, darf kein Schiff dieser Größe den Hafen verlassen.',
  ],
  fr: [
    'Le bac entre les deux îles ne circule plus depuis qu’une fissure a été découverte dans sa coque, a écrit mardi le bureau du port.',
    'Environ quatre cents personnes prennent le bateau chaque jour, la plupart pour aller à l’école ou à la conserverie d’en face.',
    'Des ingénieurs examineront les dégâts cette semaine, et aucun navire de cette taille ne peut quitter le quai avant la fin.',
  ],
  es: [
    'El transbordador entre las dos islas dejó de funcionar tras hallarse una grieta en el casco, escribió el martes la oficina del puerto.',
    'Unas cuatrocientas personas toman el barco cada día, la mayoría para ir a la escuela o a la conservera de la otra orilla.',
    'Los ingenieros revisarán los daños esta semana, y hasta que terminen ningún buque de ese tamaño puede salir del muelle.',
  ],
  it: [
    'Il traghetto tra le due isole è fermo da quando è stata trovata una crepa nello scafo, ha scritto martedì l’ufficio del porto.',
    'Circa quattrocento persone prendono la barca ogni giorno, per lo più per andare a scuola o alla fabbrica sull’altra riva.',
    'Gli ingegneri esamineranno i danni questa settimana, e fino ad allora nessuna nave di quella stazza può lasciare il molo.',
  ],
  pt: [
    'A balsa entre as duas ilhas parou de circular depois que uma rachadura foi encontrada no casco, escreveu na terça o porto.',
    'Cerca de quatrocentas pessoas pegam o barco todos os dias, a maioria a caminho da escola ou da fábrica na outra margem.',
    'Engenheiros vão olhar os danos nesta semana, e até que terminem nenhum navio desse porte pode deixar o cais.',
  ],
  nl: [
    'De veerboot tussen de twee eilanden vaart niet meer sinds er een scheur in de romp is gevonden, schreef het havenkantoor dinsdag.',
    'Ongeveer vierhonderd mensen nemen elke dag de boot, de meesten op weg naar school of naar de fabriek aan de overkant.',
    'Ingenieurs bekijken de schade deze week, en tot ze klaar zijn mag geen schip van die omvang de kade verlaten.',
  ],
  sv: [
    'Färjan mellan de två öarna har slutat gå sedan en spricka hittades i skrovet, skrev hamnkontoret på tisdagen.',
    'Omkring fyrahundra personer tar båten varje dag, de flesta på väg till skolan eller till fabriken på andra sidan.',
    'Ingenjörer ska titta på skadan denna vecka, och innan de är klara får inget fartyg av den storleken lämna kajen.',
  ],
  pl: [
    'Prom między dwiema wyspami przestał kursować, gdy w kadłubie znaleziono pęknięcie, napisało we wtorek biuro portu.',
    'Około czterystu osób pływa nim codziennie, większość w drodze do szkoły albo do przetwórni na drugim brzegu.',
    'Inżynierowie obejrzą uszkodzenia w tym tygodniu, a dopóki nie skończą, żaden statek tej wielkości nie może opuścić nabrzeża.',
  ],
  ru: [
    'Паром между двумя островами перестал ходить после того, как в корпусе нашли трещину, написала во вторник контора порта.',
    'Около четырёхсот человек садятся на него каждый день, большинство по пути в школу или на завод на другом берегу.',
    'Инженеры осмотрят повреждения на этой неделе, и до тех пор ни одно судно такого размера не может покинуть причал.',
  ],
  tr: [
    'İki ada arasındaki feribot, gövdesinde bir çatlak bulunmasının ardından seferlerini durdurdu, diye yazdı liman ofisi salı günü.',
    'Her gün yaklaşık dört yüz kişi bu tekneye biniyor, çoğu okula ya da karşı kıyıdaki fabrikaya gidiyor.',
    'Mühendisler bu hafta hasarı inceleyecek ve bitirene kadar bu büyüklükte hiçbir gemi rıhtımdan ayrılamayacak.',
  ],
  ja: [
    '二つの島を結ぶ連絡船が、船体に亀裂が見つかったため火曜日から運航を停止していると港湾事務所が発表した。',
    '毎日およそ四百人がこの船を利用しており、その多くは対岸の学校や缶詰工場に通う人たちだという。',
    '技術者が今週中に損傷を調べる予定で、作業が終わるまで同じ大きさの船は桟橋を離れることができない。',
  ],
};

const LINES: ByLanguage = {
  en: [
    'Advertisement - Scroll to Continue',
    'Ad Feedback',
    'ADVERTISEMENT FEATURE',
    'This ad will close in 5 seconds',
    'Skip past newsletter promotion',
    'Read More on The US Sun',
    'Most read in News',
    'Sign up to First Edition',
    'Free daily newsletter',
    'Get the latest headlines straight to your inbox.',
    'Listen to this article',
    'Listen • 4:12',
    '4 minute read',
    'View in browser',
    'Gift this article',
    'Save for later',
    'Add us as a preferred source on Google',
    'Follow us on WhatsApp',
    'Join our WhatsApp channel for the latest',
    'Recommended Stories',
    'List of 3 items',
    'end of list',
    'What to read next',
    'Editors’ Picks',
    'Image: The harbour at dawn. Pic: AP',
    'File photo: The ferry at its dock',
    'Pictured: the ferry at its dock',
    'The ferry at its dock. | Photo Credit: Jane Doe',
    'Related Articles',
    'More from this author',
    'Promoted by Taboola',
    'This article contains affiliate links.',
    'Copy link',
    'Link copied!',
    'Print this page',
    'We may earn commission from links on this page',
    'Your support makes this story possible',
    'Already a subscriber? Sign in',
    'Subscribe now for full access',
    'Report this ad',
  ],
  de: [
    'Anzeige: Artikel wird darunter fortgesetzt',
    'Der Artikel wird nach der Anzeige fortgesetzt',
    'Externer Inhalt',
    'An dieser Stelle finden Sie einen externen Inhalt',
    'Lesen Sie mehr zum Thema',
    'Mehr dazu:',
    'Auch interessant',
    'Jetzt Newsletter abonnieren',
    'Artikel anhören',
    'Lesezeit: 4 Minuten',
    'Artikel teilen',
    'Quelle: dpa',
    'Foto: Jane Doe/Imago',
    'Bild: picture alliance / dpa',
    'Das könnte Sie auch interessieren',
    'Empfohlener redaktioneller Inhalt',
    'Merken',
    'Zur Startseite',
    '© Hafenblatt, alle Rechte vorbehalten',
  ],
  fr: [
    'La suite après la publicité',
    'Publicité - Continuez votre lecture ci-dessous',
    'Lire aussi :',
    'À lire également',
    'Écouter l’article',
    'Temps de lecture : 4 min',
    'Partager l’article',
    'Inscrivez-vous à notre newsletter',
    'Crédit photo : Jane Doe',
    '© Jane Doe / AFP',
    'Article réservé aux abonnés',
    'Contenu sponsorisé',
    'Sur le même sujet',
    'Ajouter à vos favoris',
  ],
  es: [
    'La noticia continúa después de la publicidad',
    'Más información',
    'Te puede interesar',
    'Te recomendamos',
    'Escuchar el artículo',
    'Tiempo de lectura: 4 min',
    'Suscríbete a nuestro boletín',
    'Compartir en Facebook',
    'Foto: Jane Doe (EFE)',
    'Lee además',
    'Síguenos en Google News',
    'Contenido patrocinado',
  ],
  it: [
    'Continua a leggere dopo la pubblicità',
    'L’articolo prosegue dopo la pubblicità',
    'Leggi anche',
    'Ascolta l’articolo',
    'Tempo di lettura: 4 minuti',
    'Iscriviti alla newsletter',
    'Condividi',
    'Foto: ANSA',
    'Potrebbe interessarti anche',
    'Riproduzione riservata',
  ],
  pt: [
    'Continua após a publicidade',
    'Leia mais',
    'Veja também',
    'Receba as notícias no seu e-mail',
    'Compartilhe esta notícia',
    'Foto: Jane Doe/Folhapress',
    'Tempo de leitura: 4 min',
    'Ouça este artigo',
    'Siga-nos no WhatsApp',
    'Todos os direitos reservados',
  ],
  nl: [
    'Tekst loopt door onder de advertentie',
    'Lees ook:',
    'Lees meer over',
    'Luister naar dit artikel',
    'Leestijd: 4 minuten',
    'Deel dit artikel',
    'Meld je aan voor de nieuwsbrief',
    'Foto: ANP',
    'Aanbevolen voor jou',
  ],
  sv: [
    'Artikeln fortsätter under annonsen',
    'Läs också',
    'Läs mer:',
    'Lyssna på artikeln',
    'Dela artikeln',
    'Foto: Jane Doe/TT',
    'Prenumerera på vårt nyhetsbrev',
    'Mest läst',
  ],
  pl: [
    'Dalsza część artykułu pod reklamą',
    'Dalszy ciąg materiału pod wideo',
    'Czytaj także',
    'Zobacz też',
    'Udostępnij',
    'Zapisz się do newslettera',
    'Fot. Jane Doe / PAP',
    'Posłuchaj artykułu',
  ],
  ru: [
    'Продолжение после рекламы',
    'Читайте также',
    'По теме',
    'Подписывайтесь на наш канал',
    'Поделиться',
    'Фото: Jane Doe / ТАСС',
    'Время чтения: 4 минуты',
    'На правах рекламы',
  ],
  tr: [
    'Haberin devamı reklamdan sonra',
    'İlginizi çekebilir',
    'Bunlar da ilginizi çekebilir',
    'Haber bültenimize abone olun',
    'Paylaş',
    'Fotoğraf: AA',
    'Haberin devamı',
  ],
  ja: [
    '広告の後に記事が続きます',
    'あわせて読みたい',
    '関連記事',
    'この記事をシェア',
    '写真：共同',
    'メルマガ登録はこちら',
    '続きを読む',
  ],
};

const SENTENCES: ByLanguage = {
  en: [
    'The paper ran an advertisement for the ferry twice.',
    'Listen to this, the mate said.',
    'Most read in silence.',
    'She signed up to row.',
    'More from the council was not to be had.',
    'Related species live in the bay.',
    'The image was blurred, he said.',
    'Read more slowly, the teacher told them.',
    'Join us, the sign said, and we did.',
    'Follow us, the guide said.',
    'Recommended doses were exceeded.',
    'Gift shops closed early.',
    'Save the ferry, they chanted.',
    'Print shops did well.',
    'Copy that, came the answer.',
    'Subscribers of the old line were angry.',
    'End of the line, he thought.',
    'Picture this: a boat without a hull.',
    'Paid for by the town, the dock was never finished.',
    'In partnership with the school, the harbour teaches knots.',
    'Sources: the clerk said there were two.',
    '4 minutes later the boat was gone.',
  ],
  de: [
    'Die Anzeige erschien zweimal.',
    'Mehr dazu wollte er nicht sagen.',
    'Teilen wollte niemand.',
    'Auch interessant ist der Preis.',
    'Merken konnte sich das keiner.',
    'Die Werbung half nicht.',
    'Hören Sie auf, rief sie.',
    'Quelle des Lärms war der Motor.',
    'Das Bild zeigt den Hafen, sagte er.',
    'Zur Startseite der Regatta kamen viele.',
  ],
  fr: [
    'La publicité ne disait rien du prix.',
    'À lire ces lignes, on s’étonne.',
    'Partager le quai ne plaît à personne.',
    'Écouter les anciens, voilà ce qu’il faut.',
    'La suite, il ne voulut pas la dire.',
    'Crédit et débit ne s’accordaient pas.',
    'Sur le même quai, un homme attendait.',
  ],
  es: [
    'La publicidad no decía nada del precio.',
    'Más información no quiso dar.',
    'Te puede pasar a ti, dijo.',
    'Compartir el muelle no gusta a nadie.',
    'Escuchar a los viejos es lo que hace falta.',
    'La foto era borrosa, dijo.',
  ],
  it: [
    'La pubblicità non diceva nulla del prezzo.',
    'Leggi e regole non bastano.',
    'Ascolta, disse il nostromo.',
    'Condividi il molo o resti a terra.',
    'La foto era mossa, disse.',
  ],
  pt: [
    'A publicidade nada dizia do preço.',
    'Leia devagar, pediu ela.',
    'Veja só, disse o mestre.',
    'A foto estava tremida, disse ele.',
    'Siga o farol, disse o velho.',
  ],
  nl: [
    'De advertentie zei niets over de prijs.',
    'Lees langzaam, zei ze.',
    'Deel de kade niet, riep hij.',
    'De foto was vaag, zei hij.',
  ],
  sv: [
    'Annonsen sade inget om priset.',
    'Läs långsamt, sade hon.',
    'Dela kajen ville ingen.',
    'Fotot var suddigt, sade han.',
  ],
  pl: [
    'Reklama nie mówiła nic o cenie.',
    'Czytaj powoli, poprosiła.',
    'Zdjęcie było nieostre, powiedział.',
    'Zobacz sam, rzekł bosman.',
  ],
  ru: [
    'Реклама ничего не говорила о цене.',
    'Читайте медленно, попросила она.',
    'По теме он молчал.',
    'Фото было размыто, сказал он.',
  ],
  tr: ['Reklam fiyattan söz etmiyordu.', 'Haberin devamı gelmedi, dedi.', 'Fotoğraf bulanıktı, dedi.'],
  ja: ['広告には値段が書かれていなかった。', '写真はぼやけていたと彼は話した。', '関連する種は湾に生息している。'],
};

const { window } = new JSDOM('');

function linesOf(lang: string, paragraphs: readonly string[]): string[] {
  const body = paragraphs.map((text) => `<p class="q1z">${text}</p>`).join('');
  const html = `<html lang="${lang}"><head><title>·</title></head><body><main><article>${body}</article></main></body></html>`;
  const page = readPage(
    new window.DOMParser().parseFromString(html, 'text/html'),
    'https://news.example/a',
    pageRulesFor(lang),
  );
  if (isFailure(page)) throw new Error(page.error.code);
  return page.blocks.map(({ start, end }) => page.text.slice(start, end));
}

/** Each line between two paragraphs that no other stands between. */
function between(lang: string, lines: readonly string[]): string[] {
  const prose = PROSE[lang] ?? [];
  const paragraph = (at: number): string => `${at + 100} ${prose[at % prose.length]}`;
  return [paragraph(0), ...lines.flatMap((line, i) => [line, paragraph(2 * i + 1), paragraph(2 * i + 2)])];
}

test('there are enough of both', () => {
  expect(Object.values(LINES).flat().length).toBeGreaterThanOrEqual(150);
  expect(Object.values(SENTENCES).flat().length).toBeGreaterThanOrEqual(75);
});

describe.each(Object.keys(PROSE))('%s', (lang) => {
  test('what sites put between paragraphs goes', () => {
    const lines = new Set(LINES[lang]);
    const kept = linesOf(lang, between(lang, [...lines]));
    expect(kept).toEqual(between(lang, [...lines]).filter((line) => !lines.has(line)));
  });

  test('sentences that begin like it stay', () => {
    const sentences = SENTENCES[lang] ?? [];
    expect(linesOf(lang, between(lang, sentences))).toEqual(between(lang, sentences));
  });
});
