/* Keeps the page of the field on the phone, shows it when the network fails, and sends what was sealed once it is back.
   It looks at the page of the field only; everything else goes its ordinary way. */
"use strict";
importScripts({% for script in scripts %}"{{ script }}"{% if not forloop.last %}, {% endif %}{% endfor %});

const KEEPER = "qingtian-field";
{% include "field/keeping.js" %}
self.addEventListener("sync", (event) => {
  if (event.tag === "qingtian-field") event.waitUntil(qingtianFieldSync.send(PAGE));
});
