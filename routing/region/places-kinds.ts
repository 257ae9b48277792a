/** What people call each kind of service when they know no name: in Finnish, Swedish and English. */
const words: Record<string, string> = {
  bank: 'pankki bank',
  bus_station: 'linja-autoasema bussiasema busstation bus station',
  care: 'hoivakoti vanhainkoti palvelutalo vårdhem äldreboende care home',
  charging: 'latauspiste latausasema laddstation charging station',
  church: 'kirkko kyrka church',
  depot: 'varikko terminaali depå terminal depot',
  ferry_terminal: 'lauttaranta laituri satama färja färjeläge hamn ferry terminal',
  fire_station: 'paloasema brandstation fire station',
  fuel: 'huoltoasema bensa-asema bensinstation mack petrol station fuel',
  health: 'terveysasema terveyskeskus sairaala lääkäri hälsostation hälsocentral sjukhus läkare hospital doctor clinic',
  hotel: 'hotelli hotell hotel',
  kitchen: 'keittiö ruokala kök matsal kitchen',
  library: 'kirjasto bibliotek library',
  pharmacy: 'apteekki apotek pharmacy',
  police: 'poliisi poliisiasema polis police',
  post: 'posti postitoimisto pakettiautomaatti post paketautomat parcel locker',
  railway_station: 'rautatieasema juna-asema järnvägsstation tågstation railway station',
  restaurant: 'ravintola kahvila restaurang kafé restaurant cafe',
  school: 'koulu päiväkoti skola daghem school kindergarten',
  shop: 'kauppa ruokakauppa butik affär mataffär shop grocery',
  town_hall: 'kunnantalo kaupungintalo kunnanvirasto kommunkontor kommunhus stadshus town hall',
  village_hall: 'kylätalo seurantalo byagård föreningshus village hall'
};

/** The words for a place of this kind; none where a kind is no service, or says too little to look for. */
export const kindWords = (kind: string): string => words[kind] ?? '';
