/* The schematic map: areas from GeoJSON, no tiles, nothing fetched from elsewhere. With data-pin the reader sets a point by
   tap, by dragging, by keyboard (arrows, then Enter) or by the phone's own position; the point is repeated in words.
   GeoJSON properties read: kind (area, cell (named, not drawn), land, water, river, green, built, road, border), name_zh, name_en, level (deeper is
   greater), label (false hides the name). Points: kind station (aqi, level_aqi) or report, name_zh, name_en, href. */
"use strict";

(() => {
  const DRAWN = { area: "land", land: "land", water: "water", river: "river", green: "green", built: "built", border: "border", cell: "cell" };
  const ORDER = ["cell", "land", "area", "built", "green", "water", "river", "border", "road"];

  const nameOf = (feature, language) => {
    const { name_zh: zh, name_en: en } = feature.properties || {};
    return (language === "en" ? en || zh : zh) || "";
  };

  function rings(geometry) {
    if (!geometry) return [];
    if (geometry.type === "Polygon") return [geometry.coordinates];
    return geometry.type === "MultiPolygon" ? geometry.coordinates : [];
  }

  function inRing(lon, lat, ring) {
    let inside = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i];
      const [xj, yj] = ring[j];
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
    }
    return inside;
  }

  const inside = (feature, lon, lat) =>
    rings(feature.geometry).some(([outer, ...holes]) => inRing(lon, lat, outer) && !holes.some((hole) => inRing(lon, lat, hole)));

  /* the areas that hold the point, the widest first: 望溪区溪口街道 */
  function placeWords(features, lon, lat, language) {
    const found = features
      .filter((feature) => ["area", "cell", "land", "green", "built"].includes(feature.properties.kind || "area") && nameOf(feature, language))
      .filter((feature) => inside(feature, lon, lat))
      .sort((a, b) => (a.properties.level || 0) - (b.properties.level || 0))
      .map((feature) => nameOf(feature, language));
    return language === "en" ? found.reverse().join(", ") : found.join("");
  }

  function draw(map, features, language) {
    const sorted = [...features].sort((a, b) => ORDER.indexOf(a.properties.kind || "area") - ORDER.indexOf(b.properties.kind || "area"));
    const layers = sorted.flatMap((feature) => {
      const kind = feature.properties.kind || "area";
      const options = (className) => ({ style: () => ({ className }), interactive: false, pointToLayer: (_, at) => L.circleMarker(at, { radius: 0, interactive: false }) });
      if (kind === "road") return [L.geoJSON(feature, options("road-casing")), L.geoJSON(feature, options("road"))];
      return [L.geoJSON(feature, options(DRAWN[kind] || "border"))];
    });
    const drawn = L.featureGroup(layers).addTo(map);
    sorted.filter((feature) => feature.properties.label !== false && nameOf(feature, language)).forEach((feature) => label(map, feature, language));
    return drawn;
  }

  /* names that would stand on one another, or on a station: the wider place keeps its name, the other shows it when there
     is room */
  function declutter(map) {
    const kept = [...map.getPane("markerPane").querySelectorAll(".station")].map((mark) => mark.getBoundingClientRect());
    map.getPane("tooltipPane").querySelectorAll(".map-label, .map-label-water").forEach((name) => {
      name.classList.remove("crowded");
      const box = name.getBoundingClientRect();
      const crowded = kept.some((other) => box.left < other.right + 4 && other.left < box.right + 4 && box.top < other.bottom && other.top < box.bottom);
      name.classList.toggle("crowded", crowded);
      if (!crowded) kept.push(box);
    });
  }

  /* names are text, never markup */
  function written(words) {
    const span = document.createElement("span");
    span.textContent = words;
    return span;
  }

  function label(map, feature, language) {
    const bounds = L.geoJSON(feature).getBounds();
    if (!bounds.isValid()) return;
    const wet = ["water", "river"].includes(feature.properties.kind);
    L.tooltip({ permanent: true, direction: "center", className: wet ? "map-label-water" : "map-label", interactive: false })
      .setLatLng(bounds.getCenter()).setContent(written(nameOf(feature, language))).addTo(map);
  }

  function marks(map, features, language) {
    features.forEach((feature) => {
      const [lon, lat] = feature.geometry.coordinates;
      const { kind, aqi, level_aqi: level } = feature.properties;
      if (kind === "station") {
        const square = document.createElement("span");
        square.className = "station";
        const colour = document.createElement("span");
        colour.className = `aqi-square aqi-${level || "none"}`;
        square.append(colour, document.createTextNode(`${nameOf(feature, language)} ${aqi ?? "—"}`));
        L.marker([lat, lon], { icon: L.divIcon({ html: square, className: "", iconSize: null }), keyboard: false, interactive: false }).addTo(map);
      } else {
        L.circleMarker([lat, lon], { radius: 7, className: "other", interactive: false }).addTo(map);
      }
    });
  }

  function pinning(box, map, features) {
    const { language } = box.dataset;
    const root = box.parentElement;
    const find = (name) => root.querySelector(`[data-map-${name}]`);
    const place = find("words")?.querySelector(".map-place");
    const accuracyLine = find("accuracy");
    let pin = null;
    let ring = null;

    function set(at, accuracy) {
      if (!pin) {
        const icon = document.createElement("span");
        icon.innerHTML = '<svg width="28" height="40" viewBox="0 0 28 40" aria-hidden="true"><path class="pin" d="M14 38C5 25 2 20 2 14a12 12 0 1 1 24 0c0 6-3 11-12 24z"/><circle cx="14" cy="14" r="4" class="pin-eye"/></svg>';
        pin = L.marker(at, { draggable: true, keyboard: false, icon: L.divIcon({ html: icon, className: "", iconSize: [28, 40], iconAnchor: [14, 39] }) }).addTo(map);
        pin.on("dragend", () => set(pin.getLatLng()));
      }
      pin.setLatLng(at);
      if (ring) { ring.remove(); ring = null; }
      if (accuracy) ring = L.circle(at, { radius: accuracy, className: "uncertain", interactive: false }).addTo(map);
      const { lat, lng } = L.latLng(at);
      find("latitude").value = lat.toFixed(6);
      find("longitude").value = lng.toFixed(6);
      if (place) place.textContent = placeWords(features, lng, lat, language) || box.dataset.wordsOutside;
      if (accuracyLine) accuracyLine.textContent = accuracy ? box.dataset.wordsAccuracy.replace("{n}", Math.round(accuracy)) : "";
      box.dispatchEvent(new CustomEvent("pinset", { bubbles: true, detail: { latitude: lat, longitude: lng } }));
    }

    map.on("click", (event) => set(event.latlng));
    map.getContainer().addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === map.getContainer()) { event.preventDefault(); set(map.getCenter()); }
    });
    if (box.dataset.latitude && box.dataset.longitude) set([Number(box.dataset.latitude), Number(box.dataset.longitude)]);

    const locate = find("locate");
    if (locate && navigator.geolocation) {
      locate.hidden = false;
      locate.addEventListener("click", () => navigator.geolocation.getCurrentPosition(
        ({ coords }) => { const at = [coords.latitude, coords.longitude]; map.setView(at, Math.max(map.getZoom(), 15)); set(at, coords.accuracy); },
        () => { if (accuracyLine) accuracyLine.textContent = box.dataset.wordsRefused; },
        { enableHighAccuracy: true, timeout: 10000 },
      ));
    }
  }

  /* a point nobody moves is shown inside the boundary of its area, so that the reader sees where in it the point lies */
  function showAround(map, features, [lat, lon]) {
    const [area] = features
      .filter((feature) => (feature.properties.kind || "area") === "area" && inside(feature, lon, lat))
      .sort((a, b) => (b.properties.level || 0) - (a.properties.level || 0));
    if (area) map.fitBounds(L.geoJSON(area).getBounds().extend([lat, lon]), { padding: [8, 8] });
    declutter(map);
  }

  const read = async (address) => {
    if (!address) return [];
    const answer = await fetch(address, { credentials: "same-origin" });
    return answer.ok ? (await answer.json()).features || [] : [];
  };

  async function begin(box) {
    const canvas = box.querySelector(".map-canvas");
    const { language } = box.dataset;
    const map = L.map(canvas, { zoomControl: false, attributionControl: false, zoomSnap: 0.5, minZoom: 6, maxZoom: 19, scrollWheelZoom: false, boxZoom: false });
    map.setView([0, 0], 6);
    L.control.zoom({ position: "bottomright", zoomInTitle: box.dataset.wordsIn, zoomOutTitle: box.dataset.wordsOut }).addTo(map);
    const [areas, points] = await Promise.all([read(box.dataset.areas), read(box.dataset.points)]);
    const drawn = draw(map, areas, language);
    const bounds = drawn.getBounds();
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [8, 8] });
    marks(map, points, language);
    map.on("zoomend", () => declutter(map));
    declutter(map);
    if ("pin" in box.dataset) pinning(box, map, areas);
    else if (box.dataset.latitude) {
      const at = [Number(box.dataset.latitude), Number(box.dataset.longitude)];
      L.circleMarker(at, { radius: 6, className: "pin", interactive: false }).addTo(map);
      showAround(map, areas, at);
    }
    box.dataset.ready = "yes";
  }

  document.querySelectorAll("[data-map]").forEach(begin);
  document.addEventListener("htmx:afterSwap", (event) => event.target.querySelectorAll("[data-map]").forEach(begin));
})();
