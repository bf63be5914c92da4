"""Addresses of the desk's air pages, below ``/desk/air/`` and inside the names of ``desk:``.

A page that hangs itself in adds its line here, in ``web/access.py`` and in ``contents.py``.
"""

from django.urls import path

from qingtian.web.desk.air import (
    calendar_page,
    compare_page,
    day_page,
    dust_page,
    edition_form,
    editions_page,
    explore_page,
    feed_page,
    flag_page,
    flags_page,
    index_page,
    map_page,
    pm10_page,
    publications_page,
    ranking_page,
    remaining_page,
    rule_form,
)

urlpatterns = [
    path("", index_page.air, name="air"),
    path("ranking/", ranking_page.ranking, name="air_ranking"),
    path("explore/", explore_page.explore, name="air_explore"),
    path("day/", day_page.day, name="air_day"),
    path("compare/", compare_page.compare, name="air_compare"),
    path("map/", map_page.air_map, name="air_map"),
    path("map/stations.geojson", map_page.air_map_points, name="air_map_points"),
    path("pm10/", pm10_page.pm10, name="air_pm10"),
    path("remaining/", remaining_page.remaining, name="air_remaining"),
    path("feed/", feed_page.feed, name="air_feed"),
    path("flags/", flags_page.flags, name="air_flags"),
    path("flags/hours/", flag_page.flag, name="air_flag"),
    path("dust/", dust_page.dust, name="air_dust"),
    path("dust/spell/", dust_page.dust_spell, name="air_dust_spell"),
    path("dust/evidence/", dust_page.dust_evidence, name="air_dust_evidence"),
    path("calendar/", calendar_page.air_calendar, name="air_calendar"),
    path("editions/", editions_page.editions, name="air_editions"),
    path("editions/new/", edition_form.air_new_edition, name="air_new_edition"),
    path("editions/<str:edition>/<str:rule>/", rule_form.air_rule, name="air_rule"),
    path("publications/", publications_page.publications, name="air_publications"),
    path("publications/draft/", publications_page.draft, name="air_publication_draft"),
    path("publications/<number:number>/", publications_page.publication, name="air_publication"),
    path("publications/<number:number>/correct/", publications_page.correct, name="air_publication_correct"),
    path(
        "publications/<number:number>/<int:version>.<slug:suffix>",
        publications_page.publication_file,
        name="air_publication_file",
    ),
]
