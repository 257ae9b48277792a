/* Plain Finnish (selkosuomi): short sentences, one thing in each. */
export default {
  title: 'Palveluauton netti',
  languages: 'Kieli',
  skip: 'Siirry sisältöön',

  /* First page. */
  heading_stop: 'Palveluauto on nyt täällä: {stop}',
  heading_open: 'Palveluauton netti on auki',
  heading_closed: 'Palveluauton netti on nyt kiinni',
  stays: 'Auto on täällä klo {time} asti.',
  closed: 'Netti aukeaa, kun auto on pysäkillä.',
  next_stop: 'Seuraava pysäkki on {stop} klo {from}–{to}.',
  next_stop_on: 'Seuraava pysäkki on {stop} {date} klo {from}–{to}.',
  works_now: 'Tämä toimii nyt',
  works_portal: 'Palveluauton omat sivut toimivat.',
  connectivity_online: 'Netti toimii.',
  connectivity_slow: 'Netti toimii hitaasti.',
  connectivity_offline: 'Nettiin ei nyt saa yhteyttä. Yritä hetken päästä uudelleen.',
  to_do: 'Näin pääset nettiin',
  to_do_lead: 'Lue ehdot. Paina sitten nappia.',
  terms: 'Ehdot',
  terms_free: 'Netti on sinulle maksuton.',
  terms_time: 'Saat nettiä enintään {minutes} minuuttia kerrallaan. Voit jatkaa, jos auto on vielä paikalla.',
  terms_law: 'Älä tee netissä mitään laitonta. Älä häiritse muita.',
  terms_open: 'Wi-Fi on avoin. Käytä sivuja, joiden osoitteen alussa on https.',
  terms_kept:
    'Säilytämme puhelimesi verkko-osoitteen ja käyttöajan. Poistamme ne vuorokauden kuluttua. Emme tallenna, mitä sivuja luet.',
  accept: 'Hyväksyn ehdot ja avaan netin',
  emergency: 'Hätätilanteessa soita 112.',
  run_by: 'Netin tarjoaa {operator}.',
  call: 'Kysy neuvoa puhelimella: {telephone}',

  /* What a machine wrote, and what it must not write. */
  unreviewed: 'Kone on kääntänyt tämän sivun. Kukaan ei ole vielä tarkistanut käännöstä.',
  in_finnish: 'Tämä teksti on suomeksi.',

  /* Services. */
  services: 'Palvelut',
  time_left: { one: 'Sinulla on nettiä vielä {count} minuutti.', other: 'Sinulla on nettiä vielä {count} minuuttia.' },
  time_none: 'Sinulla ei ole nyt nettiaikaa.',
  to_first_page: 'Avaa netti',
  more_time: 'Jatka nettiaikaa',
  end_now: 'Lopeta netti',
  see_time: 'Päivitä sivu, niin näet jäljellä olevan ajan.',
  always: 'Toimii aina',
  always_lead: 'Nämä sivut ovat autossa. Ne toimivat myös ilman nettiä.',
  with_internet: 'Toimii netissä',
  with_internet_lead: 'Nämä ovat viranomaisten omia sivuja.',
  with_internet_offline: 'Nettiin ei nyt saa yhteyttä, joten nämä sivut eivät aukea. Yritä hetken päästä uudelleen.',
  signs_in: 'Kirjaudut pankkitunnuksilla tai mobiilivarmenteella.',
  other_browser: 'Avaa palvelu puhelimen omassa selaimessa (esimerkiksi Chrome tai Safari).',

  municipality: 'Kunnan tiedot',
  municipality_lead: 'Kunnan puhelinnumerot ja aukioloajat.',
  municipality_kept: 'Tiedot on tallennettu autoon {date}.',
  municipality_page: 'Kunnan omat sivut netissä',
  hours: 'Auki',
  telephone: 'Puhelin',

  /* Before somebody signs in for the first time. */
  rights: 'Lue tämä ennen kuin kirjaudut',
  rights_lead: 'Oikeutesi, kun kirjaudut Suomi.fi-palveluun',
  rights_mail:
    'Kun kirjaudut ensimmäisen kerran, Suomi.fi-viestit aukeavat sinulle. Sen jälkeen viranomaisten kirjeet tulevat nettiin eivätkä paperilla.',
  rights_paper:
    'Voit palata paperikirjeisiin. Muuta asetus Suomi.fi-viesteissä tai soita Digi- ja väestötietoviraston asiakaspalveluun. Palautus on voimassa 6 kuukautta kerrallaan.',
  rights_choice:
    'Sinun ei ole pakko hoitaa asioita netissä. Voit aina soittaa, kirjoittaa kirjeen tai käydä virastossa.',
  rights_codes: 'Älä anna pankkitunnuksia kenellekään. Kuljettaja ei saa kirjautua sinun puolestasi.',
  rights_mandate: 'Jos toinen ihminen hoitaa asioitasi, hän tarvitsee oman Suomi.fi-valtuuden.',
  go_on: 'Jatka palveluun {service}',
  address_is: 'Oikea osoite alkaa näin: {address}',
  guide: 'Tästä alkaa toisen palvelun sivu. Meidän sivumme eivät näe, mitä teet siellä.',
  rights_leave: 'Kirjaudu ulos, kun lopetat.',

  /* Who runs it. */
  about: 'Tietoa palvelusta',
  about_lead: 'Kuka tarjoaa netin, mitä säilytämme ja kenelle voit soittaa.',
  about_who: 'Kuka tarjoaa netin',
  about_kept: 'Mitä säilytämme',
  about_call: 'Kenelle voit soittaa',
  about_call_lead: 'Soita, jos tarvitset apua tai epäilet huijausta.',
  about_scam: 'Emme koskaan kysy pankkitunnuksia, henkilötunnusta tai maksukortin numeroa.',
  accessibility: 'Saavutettavuus',
  accessibility_aim: 'Haluamme, että kaikki voivat käyttää näitä sivuja. Tavoite on WCAG 2.2 -ohjeen taso AA.',
  accessibility_known:
    'Näitä puutteita tiedämme: ulkopuolinen asiantuntija ei ole vielä arvioinut sivuja, ja pohjoissaamen käännös on tarkistamatta.',
  accessibility_feedback: 'Kerro puutteesta puhelimella. Vastaamme 14 päivässä.',
  accessibility_authority: 'Jos et ole tyytyväinen vastaukseen, voit tehdä valituksen Traficomille.',
  back_to_services: 'Takaisin palveluihin',
  not_found: 'Tätä sivua ei ole',
  not_found_lead: 'Tarkista osoite tai palaa palveluihin.',
  broken: 'Sivu ei nyt aukea',
  broken_lead: 'Vika on meidän. Yritä hetken päästä uudelleen tai soita meille.'
} as const;
