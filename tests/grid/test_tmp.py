import pytest, time
from qingtian.demo.stage import Stage
from tests.conftest import TODAY
pytestmark=[pytest.mark.django_db(databases=["default","identity"])]
def test_x():
    from qingtian.demo import people, places
    from qingtian.demo.grid_staff import create_grid_staff, place_grid_objects, create_patrols
    from qingtian.demo.grid_life import grid_lives
    from qingtian.apps.grid import queries as q
    from qingtian.apps.grid.cells import faults_on
    st=Stage(TODAY, 20180614)
    places.create_areas(); people.create_organs(); people.create_posts(); people.create_people(st.rng("people"), TODAY); places.create_grid(); places.create_sources(); places.create_stations()
    t=time.time()
    print(create_grid_staff(st.rng("grid"),TODAY), place_grid_objects(TODAY), create_patrols(st.rng("p"),TODAY), time.time()-t)
    for l in grid_lives(st): st.begin(l)
    t=time.time(); st.run(); print("run", time.time()-t)
    from qingtian.apps.proceedings.models import Proceeding
    from collections import Counter
    print(Counter(Proceeding.objects.values_list("procedure","state")))
    print(faults_on(TODAY), q.leaves_without_person(TODAY))
    from datetime import timedelta
    t=time.time(); o=q.owed(TODAY-timedelta(days=30),TODAY); d=q.done(TODAY-timedelta(days=30),TODAY); print(time.time()-t, sum(o.values()), sum(d.values()), [k for k in o if d.get(k,0)<o[k]])
    print([(h.proceeding.number,h.grade,h.deadline,h.recurrence_of_id) for h in q.hazards_open(TODAY)])
    print(q.objects_without_leaf().count(), q.objects_registered_elsewhere().count(), q.staff_on(TODAY))
